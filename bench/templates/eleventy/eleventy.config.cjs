// HTML alone: YAML front matter, Nunjucks layouts, entity pages from a collection. same.config.cjs adds the rest.
const entities = require("./src/_data/entities.json");

const briefsOf = (api) => api.getFilteredByGlob("src/briefs/*.md");

function mentionsOf(api) {
  const mentions = new Map();
  for (const brief of briefsOf(api)) {
    const passages = new Map(brief.data.passages.map((passage) => [passage.id, passage]));
    for (const label of brief.data.labels.filter((label) => label.entity)) {
      const { start, end } = passages.get(label.passage);
      const context = brief.rawInput.slice(start, Math.min(start + 160, end));
      if (!mentions.has(label.entity)) mentions.set(label.entity, []);
      mentions.get(label.entity).push({ url: brief.url, title: brief.data.title, label, context });
    }
  }
  return entities.map((entity) => ({ entity, list: mentions.get(entity.id) || [] }));
}

function segments(labels, passage, text) {
  const ends = [passage.start, passage.end, ...labels.flatMap((label) => [label.start, label.end])];
  const cuts = [...new Set(ends)].sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => ({
    text: text.slice(cuts[i], to),
    labels: labels.filter((label) => label.start <= cuts[i] && label.end >= to),
  }));
}

module.exports = function (config) {
  config.ignores.add("src/same/**");
  config.addPassthroughCopy({ "src/style.css": "style.css" });
  config.addFilter("passage", (labels, id) => labels.filter((label) => label.passage === id));
  config.addFilter("segments", segments);
  config.addFilter("isodate", (date) => date.toISOString().slice(0, 10));
  config.addCollection("briefs", briefsOf);
  config.addCollection("mentions", mentionsOf);
  return {
    dir: { input: "src", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
};
