// Reads an export with one of several libraries and prints what a test compares: `node read.mjs TOOL FILE [QUERY…]`.
import { readFileSync } from "node:fs";

const [tool, file, ...rest] = process.argv.slice(2);
const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

if (tool === "n3") {
  const { Parser, Store } = await import("n3");
  const parser = new Parser({ format: rest[0] });
  print(new Store(parser.parse(readFileSync(file, "utf8"))).size);
} else if (tool === "jsonld") {
  const jsonld = (await import("jsonld")).default;
  const document = JSON.parse(readFileSync(file, "utf8"));
  process.stdout.write(await jsonld.toRDF(document, { format: "application/n-quads" }));
} else if (tool === "shacl") {
  const { Parser, Store } = await import("n3");
  const validator = (await import("rdf-validate-shacl")).default;
  const read = (name) => new Store(new Parser().parse(readFileSync(name, "utf8")));
  const report = await new validator(read(rest[0])).validate(read(file));
  print({ conforms: report.conforms, results: report.results.length });
} else if (tool === "comunica") {
  const { QueryEngine } = await import("@comunica/query-sparql-file");
  const engine = new QueryEngine();
  const answers = [];
  for (const query of rest) {
    const stream = await engine.queryBindings(query, { sources: [file] });
    answers.push((await stream.toArray()).length);
  }
  print(answers);
}
