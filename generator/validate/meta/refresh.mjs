#!/usr/bin/env node
// Writes openapi/, asyncapi/ and the licence texts from three unpacked npm packages; README.md says how to get them.
//
//   node refresh.mjs <@hyperjump/json-schema> <@asyncapi/specs> <@seriousme/openapi-schema-validator>
//
// The output depends on the packages alone. Another version of a package is refused until it is named here and in README.md.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = {
  hyperjump: { name: "@hyperjump/json-schema", version: "1.18.0" },
  asyncapi: { name: "@asyncapi/specs", version: "6.11.1" },
  // OpenAPI 3.0's official schema with its Schema Object in place; @hyperjump/json-schema moves that elsewhere.
  seriousme: { name: "@seriousme/openapi-schema-validator", version: "2.11.0" },
};

// [written file, module, id]. The modules under 3.1 and 3.2 have no $id: these are the ids that the package registers them under,
// and by which they refer to each other.
const openapi = [
  ["3.1.json", "openapi-3-1/schema.js", "https://spec.openapis.org/oas/3.1/schema"],
  ["3.1-base.json", "openapi-3-1/meta/base.js", "https://spec.openapis.org/oas/3.1/meta/base"],
  ["3.1-dialect.json", "openapi-3-1/dialect/base.js", "https://spec.openapis.org/oas/3.1/dialect/base"],
  ["3.2.json", "openapi-3-2/schema.js", "https://spec.openapis.org/oas/3.2/schema"],
  ["3.2-base.json", "openapi-3-2/meta/base.js", "https://spec.openapis.org/oas/3.2/meta"],
  ["3.2-dialect.json", "openapi-3-2/dialect/base.js", "https://spec.openapis.org/oas/3.2/dialect"],
];

// Where the package contradicts the specification. README.md gives the reasons.
const corrections = {
  "3.1.json": (schema) => {
    const link = schema.$defs.link.properties;
    const server = { $ref: "#/$defs/server" };
    replace(link, "body", server, undefined);
    replace(link, "server", undefined, server);
  },
  "3.2.json": (schema) => {
    const dialect = schema.properties.jsonSchemaDialect;
    replace(dialect, "default", "https://spec.openapis.org/oas/3.1/dialect", "https://spec.openapis.org/oas/3.2/dialect");
  },
};

const asyncapi = ["2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "2.5.0", "2.6.0", "3.0.0", "3.1.0"];

function replace(object, key, before, after) {
  if (JSON.stringify(object[key]) !== JSON.stringify(before)) {
    throw new Error(`the package has changed: ${key} is ${JSON.stringify(object[key])}; review this correction`);
  }
  if (after === undefined) delete object[key];
  else object[key] = after;
}

function identified(schema, id) {
  const key = schema.$schema === "http://json-schema.org/draft-04/schema#" ? "id" : "$id";
  if (schema[key] !== undefined && schema[key] !== id) {
    throw new Error(`the package calls ${id} ${schema[key]}; review the list`);
  }
  const { $schema, [key]: _, ...rest } = schema;
  return { [key]: id, $schema, ...rest };
}

function opened(folder, { name, version }) {
  const found = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (found.name !== name || found.version !== version) {
    throw new Error(`${folder} holds ${found.name} ${found.version}; expected ${name} ${version}`);
  }
  return (path) => join(folder, path);
}

function write(path, text) {
  writeFileSync(join(here, path), text);
  console.log(`${String(Buffer.byteLength(text)).padStart(8)}  ${path}`);
}

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length !== 3) {
  console.error("usage: node refresh.mjs <@hyperjump/json-schema> <@asyncapi/specs> <@seriousme/openapi-schema-validator>");
  process.exit(2);
}
const hyperjumpFile = opened(folders[0], packages.hyperjump);
const asyncapiFile = opened(folders[1], packages.asyncapi);
const seriousmeFile = opened(folders[2], packages.seriousme);

for (const folder of ["openapi", "asyncapi"]) {
  rmSync(join(here, folder), { recursive: true, force: true });
  mkdirSync(join(here, folder));
}
write("openapi/3.0.json", JSON.stringify(JSON.parse(readFileSync(seriousmeFile("schemas/v3.0/schema.json"), "utf8")), null, 2) + "\n");
for (const [file, module, id] of openapi) {
  const { default: source } = await import(pathToFileURL(hyperjumpFile(module)).href);
  const schema = identified(structuredClone(source), id);
  corrections[file]?.(schema);
  write(`openapi/${file}`, JSON.stringify(schema, null, 2) + "\n");
}
for (const version of asyncapi) {
  const schema = JSON.parse(readFileSync(asyncapiFile(`schemas/${version}.json`), "utf8"));
  write(`asyncapi/${version}.json`, JSON.stringify(schema) + "\n");
}
write("LICENSE-Apache-2.0", readFileSync(asyncapiFile("LICENSE"), "utf8"));
write("LICENSE-MIT-hyperjump", readFileSync(hyperjumpFile("LICENSE"), "utf8"));
write("NOTICE-asyncapi", readFileSync(asyncapiFile("NOTICE"), "utf8").trimEnd() + "\n");
