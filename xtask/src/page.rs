//! The HTML: the page, and one of its own for each scene in each language, all with their words, so that they read without a script.

use crate::head::Head;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use xshell::{Shell, cmd};

type Words = Map<String, Value>;

/// Asks the program that is shipped which scenes it has.
const SCENES: &str = "import { readFileSync } from 'node:fs';
const { initSync, scenes } = await import(process.cwd() + '/target/pkg/downhill.js');
initSync({ module: readFileSync('target/pkg/downhill_bg.wasm') });
console.log(scenes().map(({ id }) => id).join(' '));";

/// What the page is, in two sentences.
const STANDFIRST: &str = r#"<p class="standfirst" data-text="page.standfirst">{{page.standfirst}}</p>
"#;

/// Where the words are of guided steps, which the teacher's page counts, and of that page.
const GUIDES: [&str; 4] = ["first", "figures", "digits", "teach"];

/// What a page without figures does not ask for.
const PROGRAM: &str = r#"<link rel="preload" href="first_bg.wasm" as="fetch" crossorigin />
"#;

/// What only the whole page has stands between these.
const WHOLE: [&str; 2] = ["<!-- whole -->", "<!-- /whole -->"];

/// A page, and its folder on the site: empty, or with a slash at the end.
pub(crate) struct Page {
    pub(crate) folder: String,
    pub(crate) html: String,
}

/// A row of `www/languages.json`, and what is said in it.
struct Language {
    id: String,
    tag: String,
    name: String,
    words: Words,
}

/// All pages of the site, of `www/index.html` and the words. `address` is where it will stand, empty where nobody knows.
pub(crate) fn pages(sh: &Shell, address: &str) -> Result<Vec<Page>> {
    let template = sh.read_file("www/index.html")?;
    // Indentation is for whoever edits the page, not for its readers.
    let template: String = template.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    let scenes = cmd!(sh, "node --input-type=module --eval {SCENES}").quiet().read()?;
    let scenes: Vec<&str> = scenes.split(' ').collect();
    let languages = languages(sh)?;
    let mut pages = vec![whole(&template, &scenes, &languages, address)?];
    let teach: String =
        sh.read_file("www/teach.html")?.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    let points = points(sh, &scenes)?;
    for language in &languages {
        for at in 0..scenes.len() {
            pages.push(alone(&template, &scenes, at, &languages, language, address)?);
        }
        pages.push(teaching(
            &template,
            &teach.replace("<!-- points -->\n", &points),
            &languages,
            language,
            address,
        )?);
    }
    Ok(pages)
}

/// The page with all scenes.
fn whole(template: &str, scenes: &[&str], languages: &[Language], address: &str) -> Result<Page> {
    let english = languages.first().context("www/languages.json is empty")?;
    let said = |key: &str| plain(english.words.get(key).and_then(Value::as_str).unwrap_or_default());
    let head = Head {
        title: said("page.title"),
        description: said("page.description"),
        picture: format!("previews/{}.jpg", scenes[0]),
        folder: String::new(),
        others: Vec::new(),
    };
    // Without an address there is nothing to be found at: a first visit does without.
    let head = if address.is_empty() { String::new() } else { head.html(address) };
    let mut sections: Vec<String> = scenes.iter().map(|id| section(id, "h2", &english.words, "")).collect();
    // The first figure stands right under the title of the page; what the page is comes after it.
    sections.insert(1, STANDFIRST.to_owned());
    let html = template
        .replace(&format!("{}\n", WHOLE[0]), "")
        .replace(&format!("{}\n", WHOLE[1]), "")
        .replace("<!-- head -->\n", &head)
        .replace("<!-- sections -->\n", &sections.concat())
        .replace("<!-- languages -->\n", &buttons(languages, "en"));
    Ok(Page { folder: String::new(), html: filled(&html, &english.words)? })
}

/// The page of one scene.
fn alone(
    template: &str,
    scenes: &[&str],
    at: usize,
    languages: &[Language],
    language: &Language,
    address: &str,
) -> Result<Page> {
    let id = scenes[at];
    let Language { id: spoken, words, .. } = language;
    let said = |key: &str| words.get(key).and_then(Value::as_str);
    let title = said(&format!("scene.{id}.title")).with_context(|| format!("{id}: no title"))?;
    let about = said(&format!("scene.{id}.intro")).or_else(|| said("page.description"));
    let head = Head {
        title: format!("{} · Downhill", plain(title)),
        description: plain(about.unwrap_or_default()),
        picture: format!("previews/{id}.jpg"),
        folder: folder(spoken, id),
        others: languages.iter().map(|other| (other.tag.as_str(), folder(&other.id, id))).collect(),
    };
    // What follows the figure: the whole page, and the scenes before and after.
    let lang = if spoken == "en" { String::new() } else { format!("?lang={spoken}") };
    let full = format!(
        "<a class=\"full-page\" href=\"./{lang}#{id}\" data-text=\"ui.full-page\">{{{{ui.full-page}}}}</a>\n"
    );
    let way = |rel: &str, arrows: [&str; 2], to: Option<&&str>| {
        to.map_or_else(String::new, |to| {
            let (folder, [before, after]) = (folder(spoken, to), arrows);
            format!(
                "<p><a rel=\"{rel}\" href=\"{folder}\">{before}<span data-text=\"scene.{to}.title\">{{{{scene.{to}.title}}}}</span>{after}</a></p>\n"
            )
        })
    };
    let before = way("prev", ["← ", ""], at.checked_sub(1).and_then(|at| scenes.get(at)));
    let after = way("next", ["", " →"], scenes.get(at + 1));
    let html = without_whole(template)?
        .replace("<html ", &format!("<html data-scene=\"{id}\" "))
        .replace("<!-- sections -->\n", &section(id, "h1", words, &full))
        .replace("</main>\n", &format!("</main>\n<footer class=\"prose\">\n{before}{after}</footer>\n"))
        .replace("href=\"#full-vs-one\"", &format!("href=\"#{id}\""));
    finished(&html, head, languages, language, address)
}

/// A page that is not the whole one, with its head and its words.
fn finished(
    html: &str,
    head: Head<'_>,
    languages: &[Language],
    Language { id, tag, words, .. }: &Language,
    address: &str,
) -> Result<Page> {
    let lang = if id == "en" { String::new() } else { format!("?lang={id}") };
    let html = html
        .replace(r#"lang="en""#, &format!(r#"lang="{tag}" data-language="{id}""#))
        .replace("<!-- head -->\n", &head.html(address))
        .replace("<!-- languages -->\n", &buttons(languages, id))
        .replace("href=\"#\"", &format!("href=\"./{lang}\""));
    let mut words = words.clone();
    words.insert("page.title".to_owned(), head.title.into());
    words.insert("page.description".to_owned(), head.description.into());
    Ok(Page { folder: head.folder, html: filled(&html, &words)? })
}

/// The page for teachers.
fn teaching(
    template: &str,
    content: &str,
    languages: &[Language],
    language: &Language,
    address: &str,
) -> Result<Page> {
    let words = &language.words;
    let said =
        |key: &str| words.get(key).and_then(Value::as_str).with_context(|| format!("no words for {key}"));
    let mut content = content.to_owned();
    for list in ["teach.ten", "teach.lesson"] {
        let keys = (1..).map(|n| format!("{list}.{n}")).take_while(|key| words.contains_key(key));
        let items: String = keys.map(|key| format!("<li data-text=\"{key}\">{{{{{key}}}}}</li>\n")).collect();
        content = content.replace(&format!("<!-- {list} -->\n"), &items);
    }
    let head = Head {
        title: plain(said("teach.title")?),
        description: plain(said("teach.about")?),
        picture: "previews/full-vs-one.jpg".to_owned(),
        folder: folder(&language.id, "teach"),
        others: languages.iter().map(|other| (other.tag.as_str(), folder(&other.id, "teach"))).collect(),
    };
    let html = without_whole(template)?
        .replace("<html ", "<html data-page=\"teach\" ")
        .replace(PROGRAM, "")
        .replace("<!-- chunks -->\n", "<link rel=\"stylesheet\" href=\"teach.css\" />\n<!-- chunks -->\n")
        .replace("<!-- sections -->\n", &content)
        .replace("href=\"#full-vs-one\"", "href=\"#read\"");
    finished(&html, head, languages, language, address)
}

/// What the lecture says at each scene, with a question and links.
fn points(sh: &Shell, scenes: &[&str]) -> Result<String> {
    let mut guides = Words::new();
    for part in GUIDES {
        guides.extend(serde_json::from_str::<Words>(&sh.read_file(format!("www/locales/en/{part}.json"))?)?);
    }
    let point = |id: &&str| {
        let word = |tag: &str, key: &str| format!("<{tag} data-text=\"{key}\">{{{{{key}}}}}</{tag}>");
        let part = |tag: &str, name: &str| word(tag, &format!("teach.{id}.{name}"));
        let steps = (1..).take_while(|n| guides.contains_key(&format!("guide.{id}.{n}")));
        let links: String = steps.map(|n| format!("<a href=\"../{id}/?step={n}\">{n}</a>\n")).collect();
        [
            format!("<article data-point=\"{id}\">"),
            format!(
                "<h3><a href=\"../{id}/\" data-text=\"scene.{id}.title\">{{{{scene.{id}.title}}}}</a></h3>"
            ),
            part("p", "point"),
            format!("<p>{} {}</p>", word("b", "teach.ask"), part("span", "ask")),
            format!("<details>{}{}</details>", word("summary", "teach.see"), part("p", "see")),
            format!("<p class=\"links\">{}", word("span", "teach.steps")),
            links.trim_end().to_owned(),
            format!("<a href=\"../{id}/?answers=1\" data-text=\"teach.codes\">{{{{teach.codes}}}}</a></p>"),
            "</article>".to_owned(),
        ]
        .join("\n")
            + "\n"
    };
    let said = |id: &&&str| guides.contains_key(&format!("teach.{id}.point"));
    Ok(scenes.iter().filter(said).map(point).collect())
}

/// Where the page of a scene is.
fn folder(language: &str, scene: &str) -> String {
    if language == "en" { format!("{scene}/") } else { format!("{language}/{scene}/") }
}

/// The template without what only the whole page has.
fn without_whole(template: &str) -> Result<String> {
    let begin = format!("{}\n", WHOLE[0]);
    let mut parts = template.split(&begin);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = format!("{}\n", WHOLE[1]);
        let (_, after) = part.split_once(&end).context("www/index.html: <!-- whole --> without an end")?;
        out.push_str(after);
    }
    Ok(out)
}

/// Words without markup, for titles and attributes.
fn plain(words: &str) -> String {
    let mut tag = false;
    let text = words.chars().filter(|c| {
        let inside = tag || *c == '<';
        tag = inside && *c != '>';
        !inside
    });
    text.collect::<String>().replace('"', "&quot;")
}

/// A scene with what is said before it, under a heading, and what follows it.
fn section(id: &str, heading: &str, words: &Words, after: &str) -> String {
    let part = |tag: &str, name: &str, more: &str| {
        let key = format!("scene.{id}.{name}");
        format!(r#"<{tag}{more} data-text="{key}">{{{{{key}}}}}</{tag}>"#) + "\n"
    };
    let paragraph = |name: &str| {
        if words.contains_key(&format!("scene.{id}.{name}")) { part("p", name, "") } else { String::new() }
    };
    let title = part(heading, "title", &format!(r#" id="{id}-title""#));
    // Where no scripts run: on a page of its own, because a first visit to the whole one pays for every letter.
    let picture = if heading == "h1" {
        format!(r#"<noscript><img src="previews/{id}.jpg" alt="" width="360" height="189" /></noscript>"#)
    } else {
        String::new()
    };
    [
        &format!(r#"<section id="{id}" aria-labelledby="{id}-title">"#),
        r#"<div class="prose">"#,
        &title,
        &paragraph("intro"),
        "</div>",
        &format!(r#"<downhill-scene scene="{id}">{picture}</downhill-scene>"#),
        after,
        "</section>",
        "",
    ]
    .join("\n")
    .lines()
    .filter(|line| !line.is_empty())
    .flat_map(|line| [line, "\n"])
    .collect()
}

/// All languages that are no drafts, English first; where one has no words, it is English.
fn languages(sh: &Shell) -> Result<Vec<Language>> {
    let rows: Vec<Value> = serde_json::from_str(&sh.read_file("www/languages.json")?)?;
    let mut english = Words::new();
    let read = |words: &mut Words, id: &str, part: &str| {
        let file = format!("www/locales/{id}/{part}.json");
        if sh.path_exists(&file) {
            words.extend(serde_json::from_str::<Words>(&sh.read_file(file)?)?);
        }
        anyhow::Ok(())
    };
    for part in ["first", "page", "teach"] {
        read(&mut english, "en", part)?;
    }
    let language = |row: &Value| {
        let text = |name: &str| row[name].as_str().with_context(|| format!("www/languages.json: no {name}"));
        let (id, tag, name) = (text("id")?.to_owned(), text("tag")?.to_owned(), text("name")?.to_owned());
        let mut words = english.clone();
        if id != "en" {
            for part in ["page", "teach"] {
                read(&mut words, &id, part)?;
            }
        }
        Ok(Language { id, tag, name, words })
    };
    rows.iter().filter(|row| row["draft"] != true).map(language).collect()
}

/// The buttons that change the language; one is that of the page.
fn buttons(languages: &[Language], present: &str) -> String {
    let button = |Language { id, tag, name, .. }: &Language| {
        let pressed = id == present;
        format!(
            r#"<button type="button" data-lang="{id}" lang="{tag}" aria-pressed="{pressed}">{name}</button>"#
        ) + "\n"
    };
    languages.iter().map(button).collect()
}

/// Puts words in the place of their keys.
fn filled(page: &str, words: &Words) -> Result<String> {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        let (key, after) = after.split_once("}}").context("www/index.html: {{ without }}")?;
        let Some(text) = words.get(key).and_then(Value::as_str) else {
            bail!("www/index.html names {key:?}, for which there are no words");
        };
        out.push_str(before);
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
