/**
 * What the page may load: its own files only. Styles may stand inline, because the editor writes its colours that way;
 * fonts and small pictures lie inside the style sheet.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Paths are relative, so that a proxy may serve it below a path of its own. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Jingwei 经纬</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="graphiql/main.css">
  <script type="module" src="graphiql/main.js"></script>
</head>
<body>
  <div id="graphiql">
    <noscript>GraphiQL needs JavaScript. The API itself does not: send queries to this address by POST.</noscript>
  </div>
</body>
</html>
`;
