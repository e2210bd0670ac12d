//! What machines read of a page: titles, previews, its one address, its other languages, where the files are that it names; and the
//! map of the site.

use crate::page::Page;

/// What the head of a page says. Texts are without markup, quotes in them as entities.
pub(crate) struct Head<'a> {
    pub(crate) title: String,
    pub(crate) description: String,
    /// The picture that goes with a link to the page, from the top of the site.
    pub(crate) picture: String,
    pub(crate) folder: String,
    /// The same page in every language: tag and folder.
    pub(crate) others: Vec<(&'a str, String)>,
}

/// The way from a folder to the top of the site.
pub(crate) fn up(folder: &str) -> String {
    "../".repeat(folder.matches('/').count())
}

/// The page as it reads in its folder: what it names from the top of the site is some folders up.
pub(crate) fn in_folder(page: &str, folder: &str) -> String {
    let up = up(folder);
    let mut out = String::new();
    let mut rest = page;
    let next = |rest: &str| {
        ["href=\"", "src=\""].iter().filter_map(|name| Some(rest.find(name)? + name.len())).min()
    };
    while let Some(at) = next(rest) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let whole = ["#", "\"", "../", "http"].iter().any(|start| after.starts_with(start));
        rest = if whole || folder.is_empty() { after } else { after.strip_prefix("./").unwrap_or(after) };
        if !whole {
            out.push_str(&up);
        }
    }
    out.push_str(rest);
    out
}

impl Head<'_> {
    /// The elements. Without an address they name files by where they are from here, which is enough for browsers; those who show
    /// previews of links want whole addresses.
    pub(crate) fn html(&self, address: &str) -> String {
        let Self { title, description, picture, folder, .. } = self;
        let mut out = format!("<link rel=\"canonical\" href=\"{address}{folder}\" />\n");
        let english =
            self.others.iter().filter(|(tag, _)| *tag == "en").map(|(_, folder)| ("x-default", folder));
        for (tag, folder) in self.others.iter().map(|(tag, folder)| (*tag, folder)).chain(english) {
            out += &format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}{folder}\" />\n");
        }
        let top = if address.is_empty() { up(folder) } else { address.to_owned() };
        let (url, image) = (format!("{address}{folder}"), format!("{top}{picture}"));
        let facts = [
            ("og:type", if folder.is_empty() { "website" } else { "article" }),
            ("og:site_name", "Downhill"),
            ("og:title", title.as_str()),
            ("og:description", description.as_str()),
            ("og:image", image.as_str()),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
        ];
        for (name, content) in
            facts.into_iter().chain((!address.is_empty()).then_some(("og:url", url.as_str())))
        {
            out += &format!("<meta property=\"{name}\" content=\"{content}\" />\n");
        }
        out + "<meta name=\"twitter:card\" content=\"summary_large_image\" />\n"
    }
}

/// `robots.txt`, and `sitemap.xml` where the address is known: it may name nothing but whole addresses.
pub(crate) fn for_robots(pages: &[Page], address: &str) -> Vec<(&'static str, String)> {
    let robots = "User-agent: *\nAllow: /\n";
    if address.is_empty() {
        return vec![("robots.txt", robots.to_owned())];
    }
    let urls = pages.iter().map(|page| format!("<url><loc>{address}{}</loc></url>\n", page.folder));
    let map = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
        urls.collect::<String>()
    );
    vec![("robots.txt", format!("{robots}Sitemap: {address}sitemap.xml\n")), ("sitemap.xml", map)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head<'static> {
        Head {
            title: "Momentum".to_owned(),
            description: "A ball.".to_owned(),
            picture: "previews/momentum.jpg".to_owned(),
            folder: "zh/momentum/".to_owned(),
            others: vec![("en", "momentum/".to_owned()), ("zh-Hans", "zh/momentum/".to_owned())],
        }
    }

    #[test]
    fn a_known_address_makes_all_addresses_whole() {
        let html = head().html("https://a.b/c/");
        assert!(html.contains("rel=\"canonical\" href=\"https://a.b/c/zh/momentum/\""));
        assert!(html.contains("hreflang=\"x-default\" href=\"https://a.b/c/momentum/\""));
        assert!(html.contains("content=\"https://a.b/c/previews/momentum.jpg\""));
        let pages = [Page { folder: "zh/momentum/".to_owned(), html: String::new() }];
        let files = for_robots(&pages, "https://a.b/c/");
        let [(_, robots), (_, map)] = &files[..] else { panic!("two files") };
        assert!(robots.contains("Sitemap: https://a.b/c/sitemap.xml"));
        assert!(map.contains("<loc>https://a.b/c/zh/momentum/</loc>"));
    }

    #[test]
    fn the_whole_page_is_at_the_address_itself() {
        let head = Head { folder: String::new(), others: Vec::new(), ..head() };
        let html = head.html("https://a.b/c/");
        assert!(html.contains("rel=\"canonical\" href=\"https://a.b/c/\""));
        assert!(html.contains("og:type\" content=\"website\""));
        assert!(!html.contains("hreflang"));
    }

    #[test]
    fn without_one_files_are_named_from_the_page() {
        let html = head().html("");
        assert!(html.contains("content=\"../../previews/momentum.jpg\""));
        assert!(!html.contains("og:url"));
        assert_eq!(for_robots(&[], "").len(), 1);
        let link = in_folder(&html, "zh/momentum/");
        assert!(link.contains("hreflang=\"en\" href=\"../../momentum/\""));
        assert_eq!(in_folder("<a href=\"./#x\"><a href=\"#x\">", "a/"), "<a href=\"../#x\"><a href=\"#x\">");
        assert_eq!(in_folder("<a href=\"./\">", ""), "<a href=\"./\">");
    }
}
