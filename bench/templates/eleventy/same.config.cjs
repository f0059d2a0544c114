// Over eleventy.config.cjs: the kinds of file that briefkit writes.
const plain = require("./eleventy.config.cjs");
const entities = require("./src/_data/entities.json");

const SITE = "https://archive.invalid";
const AROUND = 32; // code points of context on either side of a quote
const byId = new Map(entities.map((entity) => [entity.id, entity]));

function annotation(brief, label) {
  const text = brief.rawInput;
  const page = SITE + brief.url;
  const body = [{ type: "TextualBody", purpose: "classifying", value: label.kind }];
  if (label.entity) {
    body.push({ type: "SpecificResource", purpose: "identifying", source: `${SITE}/entities/${label.entity}/` });
  } else {
    body.push({ type: "TextualBody", purpose: "describing", value: label.summary, format: "text/plain", language: "en" });
  }
  if (label.note) {
    body.push({ type: "TextualBody", purpose: "commenting", value: label.note, format: "text/markdown", language: "en" });
  }
  for (const link of label.links || []) {
    body.push({ type: "SpecificResource", purpose: "linking", source: `${page}#${link.to}`, relation: link.rel });
  }
  const selector = [
    { type: "TextPositionSelector", start: label.start, end: label.end },
    {
      type: "TextQuoteSelector",
      exact: label.quote,
      prefix: text.slice(Math.max(0, label.start - AROUND), label.start),
      suffix: text.slice(label.end, label.end + AROUND),
    },
  ];
  const source = `${SITE}/seeds/${brief.fileSlug}.txt`;
  return {
    id: `${page}#${label.id}`,
    type: "Annotation",
    body,
    target: [{ type: "SpecificResource", source, selector }],
    passage: label.passage,
    likelihood: label.likelihood,
  };
}

function annotationPage(brief) {
  const page = SITE + brief.url;
  const data = brief.data;
  return JSON.stringify({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `${page}index.json`,
    type: "AnnotationPage",
    partOf: { id: page, type: "AnnotationCollection", label: data.title, total: data.labels.length },
    startIndex: 0,
    passages: data.passages.map(({ id, start, end }) => ({ id: `${page}#${id}`, start, end })),
    entities: data.mentioned.map((id) => {
      const { name, kind, aliases } = byId.get(id);
      return { id: `${SITE}/entities/${id}/`, label: name, kind, aliases };
    }),
    items: data.labels.map((label) => annotation(brief, label)),
  });
}

module.exports = function (config) {
  const settings = plain(config);
  config.ignores.delete("src/same/**");
  config.addPassthroughCopy("seeds");
  config.addFilter("annotations", annotationPage);
  config.addFilter("escaped", (words) => words.replace(/[[\]\\`*_{}()#+.!|<>~&-]/g, "\\$&"));
  settings.dir.output = "public-same";
  return settings;
};
