// fhir-kit-client does every interaction against a running gateway. One line a case: "ok NAME", or "not ok NAME: WHY".
// The environment says where: FHIR_BASE, PATIENT (whose chart), PATIENT_TOKEN (hers), SYSTEM_TOKEN (the clinic's).
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CapabilityTool, Client } from 'fhir-kit-client';

const { FHIR_BASE: baseUrl, PATIENT: patient, PATIENT_TOKEN, SYSTEM_TOKEN, FHIRMESSAGING_TEST_ANSWERS: recordsFolder } = process.env;
const susie = new Client({ baseUrl, bearerToken: PATIENT_TOKEN });
const clinic = new Client({ baseUrl, bearerToken: SYSTEM_TOKEN });
const REQUEST = 'CommunicationRequest';
const NAMES = 'urn:clinic:requests';

if (recordsFolder) {
  const ask = globalThis.fetch;
  globalThis.fetch = async request => {
    const answer = await ask(request);
    const body = await answer.clone().text();
    if (body) {
      const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
      mkdirSync(recordsFolder, { recursive: true });
      writeFileSync(join(recordsFolder, `${request.method}-${answer.status}-${JSON.parse(body).resourceType}-${hash}.json`), body);
    }
    return answer;
  };
}

const message = (text = 'My left knee hurts when I climb stairs, since about a week. Should I come in?', more = {}) => ({
  resourceType: 'Communication',
  status: 'completed',
  subject: { reference: `Patient/${patient}` },
  sender: { reference: `Patient/${patient}` },
  payload: [{ contentString: text }],
  ...more,
});
const request = (name = randomUUID(), more = {}) => ({
  resourceType: REQUEST,
  identifier: [{ system: NAMES, value: name }],
  status: 'draft',
  subject: { reference: `Patient/${patient}` },
  requester: { reference: 'Practitioner/dr-lee' },
  payload: [{ contentString: 'Please send us your readings of this week.' }],
  ...more,
});
const named = name => ({ identifier: `${NAMES}|${name}` });
const parameters = (...parameter) => ({ resourceType: 'Parameters', parameter });
const responseTo = answer => Client.httpFor(answer).response;
const statusOf = answer => responseTo(answer).status;
const idsIn = bundle => (bundle.entry ?? []).map(entry => entry.resource?.id);
const drafts = name => clinic.create({ resourceType: REQUEST, body: request(name) });

async function refused(promise, status) {
  await assert.rejects(promise, error => {
    assert.equal(error.response?.status, status, error.message);
    assert.equal(error.response.data.resourceType, 'OperationOutcome');
    return true;
  });
}

const cases = {
  async 'capability statement'() {
    const statement = await new Client({ baseUrl }).capabilityStatement();
    const capabilities = new CapabilityTool(statement);
    assert.equal(statement.fhirVersion, '4.0.1');
    for (const interaction of ['create', 'read', 'vread']) {
      assert.ok(capabilities.resourceCan('Communication', interaction), interaction);
    }
  },

  async 'each definition that the guide lists'() {
    const guide = await new Client({ baseUrl }).read({ resourceType: 'ImplementationGuide', id: 'fhir-messaging' });
    const references = guide.definition.resource.filter(({ exampleBoolean, exampleCanonical }) => !exampleBoolean && !exampleCanonical);
    assert.ok(references.length > 0);
    for (const { reference: { reference } } of references) {
      const [resourceType, id] = reference.split('/');
      const definition = await new Client({ baseUrl }).resolve({ reference });
      assert.deepEqual([definition.resourceType, definition.id], [resourceType, id]);
    }
  },

  async 'create, read and vread of a message'() {
    const created = await susie.create({ resourceType: 'Communication', body: message() });
    assert.equal(statusOf(created), 201);
    assert.equal(responseTo(created).headers.get('location'), `${baseUrl}/Communication/${created.id}/_history/${created.meta.versionId}`);
    assert.deepEqual(await susie.read({ resourceType: 'Communication', id: created.id }), created);
    assert.deepEqual(await susie.vread({ resourceType: 'Communication', id: created.id, version: '1' }), created);
  },

  async 'a read of what is not there'() {
    await refused(susie.read({ resourceType: 'Communication', id: 'none' }), 404);
  },

  async 'a create of what is not FHIR'() {
    await refused(susie.create({ resourceType: 'Communication', body: { ...message(), colour: 'red' } }), 400);
  },

  async 'create and read of each type that a clinic writes'() {
    const form = { resourceType: 'Questionnaire', status: 'draft', item: [{ linkId: '1', text: 'Since when?', type: 'string' }] };
    const bodies = [
      form,
      {
        resourceType: 'QuestionnaireResponse',
        status: 'in-progress',
        questionnaire: 'https://example.org/Questionnaire/knee',
        subject: { reference: `Patient/${patient}` },
        item: [{ linkId: '1', answer: [{ valueString: 'Monday' }] }],
      },
      {
        resourceType: 'Consent',
        status: 'active',
        scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
        category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
        patient: { reference: `Patient/${patient}` },
        policy: [{ uri: 'https://example.org/terms' }],
      },
      {
        resourceType: 'Subscription',
        status: 'requested',
        reason: 'To know of new messages.',
        criteria: 'https://fhirmessaging.org/fhir/SubscriptionTopic/message-received',
        channel: { type: 'rest-hook', endpoint: 'https://subscriber.invalid/hook', payload: 'application/fhir+json' },
      },
      { resourceType: 'Task', status: 'requested', intent: 'order', for: { reference: `Patient/${patient}` } },
    ];
    for (const body of bodies) {
      const { resourceType } = body;
      const created = await clinic.create({ resourceType, body });
      const read = await clinic.read({ resourceType, id: created.id });
      // Meanwhile the gateway may have found out that nobody listens there.
      const asCreated = resourceType === 'Subscription' ? { ...created, status: read.status, error: read.error, meta: read.meta } : created;
      assert.deepEqual({ ...read, error: read.error }, { ...asCreated, error: asCreated.error });
      const found = await clinic.search({ resourceType, searchParams: { _id: created.id } });
      assert.deepEqual(idsIn(found), [created.id], resourceType);
    }
  },

  async 'search of what the gateway alone writes'() {
    for (const resourceType of ['AuditEvent', 'Provenance']) {
      assert.equal((await clinic.search({ resourceType, searchParams: { _lastUpdated: 'gt2026-01-01' } })).type, 'searchset');
    }
  },

  async 'conditional create'() {
    const options = { headers: { 'If-None-Exist': `identifier=${NAMES}|${randomUUID()}` } };
    const body = request(options.headers['If-None-Exist'].split('|')[1]);
    const first = await clinic.create({ resourceType: REQUEST, body, options });
    const second = await clinic.create({ resourceType: REQUEST, body, options });
    assert.deepEqual([statusOf(first), statusOf(second), second.id], [201, 200, first.id]);
  },

  async 'update of the version that was read'() {
    const created = await drafts();
    const options = { headers: { 'If-Match': responseTo(created).headers.get('etag') } };
    const body = { ...created, language: 'en' };
    const updated = await clinic.update({ resourceType: REQUEST, id: created.id, body, options });
    assert.deepEqual([statusOf(updated), updated.meta.versionId, updated.language], [200, '2', 'en']);
    await refused(clinic.update({ resourceType: REQUEST, id: created.id, body: { ...body, language: 'de' }, options }), 412);
  },

  async 'create under an id of the client, once'() {
    const id = randomUUID();
    const options = { headers: { 'If-None-Match': '*' } };
    const body = { ...request(), id };
    assert.equal(statusOf(await clinic.update({ resourceType: REQUEST, id, body, options })), 201);
    await refused(clinic.update({ resourceType: REQUEST, id, body, options }), 412);
  },

  async 'conditional update'() {
    const name = randomUUID();
    const searchParams = named(name);
    const first = await clinic.update({ resourceType: REQUEST, searchParams, body: request(name) });
    const second = await clinic.update({ resourceType: REQUEST, searchParams, body: request(name, { language: 'en' }) });
    assert.deepEqual([statusOf(first), statusOf(second), second.id, second.meta.versionId], [201, 200, first.id, '2']);
  },

  async 'JSON Patch'() {
    const { id } = await drafts();
    const jsonPatch = [{ op: 'replace', path: '/status', value: 'active' }];
    const patched = await clinic.patch({ resourceType: REQUEST, id, jsonPatch, options: { headers: { 'If-Match': 'W/"1"' } } });
    assert.deepEqual([patched.status, patched.meta.versionId], ['active', '2']);
    await refused(clinic.patch({ resourceType: REQUEST, id, jsonPatch: [{ op: 'test', path: '/status', value: 'draft' }] }), 422);
  },

  async 'FHIRPath Patch'() {
    const { id } = await drafts();
    const body = parameters({
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'replace' },
        { name: 'path', valueString: `${REQUEST}.status` },
        { name: 'value', valueCode: 'active' },
      ],
    });
    const options = { headers: { 'content-type': 'application/fhir+json' } };
    assert.equal((await clinic.request(`${REQUEST}/${id}`, { method: 'PATCH', body, options })).status, 'active');
  },

  async 'conditional patch and conditional delete'() {
    const name = randomUUID();
    const { id } = await drafts(name);
    const path = `${REQUEST}?identifier=${NAMES}|${name}`;
    const options = { headers: { 'content-type': 'application/json-patch+json' } };
    const patched = await clinic.request(path, { method: 'PATCH', options, body: [{ op: 'add', path: '/language', value: 'en' }] });
    assert.deepEqual([patched.id, patched.language], [id, 'en']);
    await clinic.request(path, { method: 'DELETE' });
    await refused(clinic.read({ resourceType: REQUEST, id }), 410);
  },

  async 'delete'() {
    const { id } = await drafts();
    await clinic.delete({ resourceType: REQUEST, id });
    await refused(clinic.read({ resourceType: REQUEST, id }), 410);
    assert.equal((await clinic.vread({ resourceType: REQUEST, id, version: '1' })).id, id);
  },

  async 'history of one, of a type and of the system'() {
    const created = await drafts();
    const { id } = created;
    await clinic.update({ resourceType: REQUEST, id, body: { ...created, language: 'en' } });
    await clinic.delete({ resourceType: REQUEST, id });
    const ofOne = await clinic.history({ resourceType: REQUEST, id });
    assert.deepEqual(ofOne.entry.map(entry => entry.request.method), ['DELETE', 'PUT', 'POST']);
    for (const bundle of [await clinic.history({ resourceType: REQUEST }), await clinic.history()]) {
      assert.equal(bundle.type, 'history');
      assert.ok(bundle.entry.some(entry => entry.fullUrl === `${baseUrl}/${REQUEST}/${id}`));
    }
  },

  async 'search by GET and by POST'() {
    const name = randomUUID();
    const { id } = await drafts(name);
    for (const postSearch of [false, true]) {
      const searches = [
        clinic.search({ resourceType: REQUEST, searchParams: named(name), options: { postSearch } }),
        clinic.resourceSearch({ resourceType: REQUEST, searchParams: { ...named(name), status: 'draft' }, options: { postSearch } }),
        clinic.compartmentSearch({
          resourceType: REQUEST, compartment: { resourceType: 'Patient', id: patient }, searchParams: named(name), options: { postSearch },
        }),
      ];
      for (const found of await Promise.all(searches)) {
        assert.deepEqual([found.type, idsIn(found)], ['searchset', [id]]);
      }
    }
  },

  async 'search with what belongs to a message'() {
    const { id } = await susie.create({ resourceType: 'Communication', body: message() });
    const found = await susie.search({ resourceType: 'Communication', searchParams: { _id: id, _revinclude: 'Task:focus' } });
    assert.deepEqual(found.entry.map(entry => [entry.resource.resourceType, entry.search.mode]), [['Communication', 'match'], ['Task', 'include']]);
  },

  async 'a search that asks for what is not known'() {
    const options = { headers: { Prefer: 'handling=strict' } };
    await refused(clinic.search({ resourceType: REQUEST, searchParams: { 'shoe-size': 9 }, options }), 400);
  },

  async 'paging by the links'() {
    const name = randomUUID();
    const made = [];
    for (let count = 0; count < 5; count++) {
      made.push((await drafts(name)).id);
    }
    const seen = [];
    let bundle = await clinic.search({ resourceType: REQUEST, searchParams: { ...named(name), _count: 2 } });
    assert.equal(clinic.prevPage({ bundle }), undefined);
    while (bundle) {
      seen.push(...idsIn(bundle));
      bundle = await clinic.nextPage({ bundle });
    }
    assert.deepEqual(seen.sort(), made.sort());
  },

  async 'references, resolved'() {
    const { id } = await susie.create({ resourceType: 'Communication', body: message() });
    const context = await susie.search({ resourceType: 'Communication', searchParams: { _id: id } });
    const reply = await susie.create({
      resourceType: 'Communication', body: message('It still hurts.', { inResponseTo: [{ reference: `Communication/${id}` }] }),
    });
    const [{ reference }] = reply.inResponseTo;
    for (const resolved of [susie.resolve({ reference }), susie.resolve({ reference: `${baseUrl}/${reference}` }), susie.resolve({ reference, context })]) {
      assert.equal((await resolved).id, id);
    }
  },

  async '$check'() {
    const input = parameters({ name: 'resource', resource: message('Johnny got a fever today') });
    const answer = await susie.operation({ name: 'check', resourceType: 'Communication', input });
    assert.ok(answer.parameter.some(parameter => parameter.name === 'outcome'));
  },

  async '$validate'() {
    const valid = await clinic.operation({ name: '$validate', resourceType: REQUEST, input: request() });
    const invalid = await clinic.operation({ name: '$validate', resourceType: REQUEST, input: { ...request(), status: 'sent' } });
    assert.deepEqual([valid, invalid].map(outcome => outcome.issue[0].severity), ['information', 'error']);
  },

  async '$get-recipient-choices by GET and by POST'() {
    const asked = { name: 'get-recipient-choices', resourceType: 'Patient', id: patient };
    for (const question of [{ method: 'GET' }, { input: { resourceType: 'Parameters' } }, { method: 'GET', input: { sender: `Patient/${patient}` } }]) {
      assert.ok(idsIn(await susie.operation({ ...asked, ...question })).includes('dr-lee'));
    }
  },

  async 'batch'() {
    const entry = [
      { request: { method: 'POST', url: REQUEST }, resource: request() },
      { request: { method: 'GET', url: `${REQUEST}/none` } },
      { request: { method: 'GET', url: `${REQUEST}?_count=1` } },
    ];
    const answer = await clinic.batch({ body: { resourceType: 'Bundle', type: 'batch', entry } });
    assert.equal(answer.type, 'batch-response');
    assert.deepEqual(answer.entry.map(({ response }) => response.status.slice(0, 3)), ['201', '404', '200']);
  },

  async 'transaction'() {
    const first = `urn:uuid:${randomUUID()}`;
    const entry = [
      { fullUrl: `urn:uuid:${randomUUID()}`, request: { method: 'POST', url: REQUEST }, resource: request(undefined, { replaces: [{ reference: first }] }) },
      { fullUrl: first, request: { method: 'POST', url: REQUEST }, resource: request() },
    ];
    const answer = await clinic.transaction({ body: { resourceType: 'Bundle', type: 'transaction', entry } });
    assert.equal(answer.type, 'transaction-response');
    const [replacing, replaced] = answer.entry.map(({ response }) => response.location.split('/_history/')[0].split('/').pop());
    assert.equal((await clinic.read({ resourceType: REQUEST, id: replacing })).replaces[0].reference, `${REQUEST}/${replaced}`);

    const broken = entry.map(part => ({ ...part, fullUrl: `urn:uuid:${randomUUID()}`, resource: request('never') }));
    broken[1].resource.status = 'sent';
    await assert.rejects(clinic.transaction({ body: { resourceType: 'Bundle', type: 'transaction', entry: broken } }), /HTTP 4/);
    assert.deepEqual(idsIn(await clinic.search({ resourceType: REQUEST, searchParams: named('never') })), []);
  },
};

for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    const outcome = error.response?.data?.issue?.map(issue => issue.diagnostics ?? issue.details?.text).join('; ');
    console.log(`not ok ${name}: ${error.message.replace(/\s*\n\s*/g, ' ')}${outcome ? ` (${outcome})` : ''}`);
  }
}
