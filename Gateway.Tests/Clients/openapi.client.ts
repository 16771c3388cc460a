// What a portal does with the client that is generated from the document. Compiled and run by openapi.client.mjs.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

export async function run(baseUrl: string, token: string) {
  const client = createClient<paths, "application/fhir+json">({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
  const message: components["schemas"]["Communication"] = {
    resourceType: "Communication",
    status: "completed",
    subject: { reference: "Patient/susie-smith" },
    sender: { reference: "Patient/susie-smith" },
    payload: [{ contentString: "I need a refill of my lisinopril please, I have three tablets left." }],
  };
  const asFhir = { "Content-Type": "application/fhir+json" };
  const created = await client.POST("/Communication", { body: message, headers: asFhir });
  const id = created.data?.id ?? "";
  const read = await client.GET("/Communication/{id}", { params: { path: { id } } });
  const found = await client.GET("/Communication", { params: { query: { _id: [id] } } });
  const refused = await client.POST("/Communication", {
    body: { ...message, payload: [{ contentString: "Johnny got a fever today" }] },
    headers: asFhir,
  });
  return {
    created: created.response.status,
    read: read.response.status,
    text: read.data?.payload?.[0]?.contentString,
    found: found.data?.entry?.length,
    refused: refused.response.status,
    reason: refused.error?.issue[0]?.details?.coding?.[0]?.code,
  };
}
