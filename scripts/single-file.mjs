// The page as one HTML file that opens by a double click: a Vite plugin that puts script, style, icon and licences into the document
// and takes their files out of the build. Its content security policy names the two by their hashes; nothing may be fetched.
// Node built-ins only.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FILE as LICENCES } from './licences.mjs';

const ICON = new URL('../public/favicon.svg', import.meta.url);
/** In megabytes: a mail takes it, and a browser opens it at once. */
const MOST = 3;

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policyFor = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    'font-src data:',
    'connect-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** A script as it may stand in a document: nothing in it ends the element it stands in. */
const inScript = (code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

const only = (bundle, ends) => {
  const found = Object.values(bundle).filter(({ fileName }) => fileName.endsWith(ends));
  if (found.length !== 1)
    throw new Error(`one ${ends} was expected, not ${found.map(({ fileName }) => fileName).join(', ')}`);
  return found[0];
};

/** The document with all that it refers to inside. */
export function documentOf(html, { script, style, icon, licences }) {
  const code = inScript(script);
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(code, style)}">`,
    `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}">`,
    `<style>${style}</style>`,
    `<script type="module">${code}</script>`,
    `<script type="text/plain" id="licences">\n${inScript(licences)}</script>`,
  ];
  const bare = html
    .replace(/<script\b[^>]*\bsrc=[^>]*><\/script>\s*/g, '')
    .replace(/<link\b[^>]*\brel="(?:stylesheet|icon|modulepreload)"[^>]*>\s*/g, '');
  const [before, after] = bare.split('</head>');
  // The character set has to be said first.
  return `${before}${head.join('\n')}\n</head>${after}`;
}

export function singleFile() {
  return {
    name: 'driftlab:single-file',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // After Vite has put the last word into the script.
      order: 'post',
      handler: (_options, bundle) => {
        const [page, script, style, licences] = ['.html', '.js', '.css', LICENCES].map((ends) => only(bundle, ends));
        const text = documentOf(String(page.source), {
          script: script.code,
          style: String(style.source),
          icon: readFileSync(ICON, 'utf8'),
          licences: String(licences.source),
        });
        const size = Buffer.byteLength(text) / 1e6;
        if (size > MOST) throw new Error(`the file has ${size.toFixed(2)} MB; ${MOST} are the most`);
        page.source = text;
        page.fileName = 'driftlab.html';
        for (const name of Object.keys(bundle)) if (bundle[name] !== page) delete bundle[name];
      },
    },
  };
}
