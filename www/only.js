// Before anything is seen: a link to one scene shows no other. `main.js` does the rest.
if (/[?&]scene=/.test(location.search)) document.documentElement.toggleAttribute('data-only');
