using System.Text.Json.Nodes;
using Gateway.Tests.Notifications;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Requests;

/// <summary>One running system for the tests of requests with a schedule: its time is the test's to move, and its message boxes are published.</summary>
public sealed class RequestsFixture : IAsyncLifetime
{
    public const string BloodPressure = "https://fhirmessaging.org/fhir/Questionnaire/blood-pressure";

    internal Hook Hook { get; private set; } = null!;

    internal MovedClock Clock { get; } = new();

    internal RunningGateway Gateway { get; private set; } = null!;

    internal string System => Gateway.TokenOf("system/*.cruds");

    public async ValueTask InitializeAsync()
    {
        Hook = await Hook.StartAsync();
        Gateway = await RunningGateway.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(Clock), startGateway: false, builder => builder.Services.AddSingleton<TimeProvider>(Clock));
        Gateway.Settings["Forms:Publish"] = "true";
        Gateway.Settings["Requests:SweepSeconds"] = "0.05";
        Gateway.Settings["Topics:EndpointHosts:0"] = "127.0.0.1";
        Gateway.Settings["Topics:EndpointHosts:1"] = "localhost";
        Gateway.Settings["Topics:SweepSeconds"] = "0.1";
        await Gateway.StartGatewayAsync();
        await ReviewFixture.UntilAsync<Answer>(
            async () => await Gateway.GetAsync("Questionnaire/blood-pressure", System) is { Status: 200 } found ? found : null, "the box for blood pressure");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Hook.DisposeAsync();
    }

    /// <summary>A clinician within the chart of a patient.</summary>
    internal string Lee(string patient) => Gateway.TokenOf("user/*.cruds", "Practitioner/dr-lee", patient);

    /// <summary>A patient in her own chart.</summary>
    internal string Patient(string patient) => Gateway.TokenOf("patient/*.cruds", $"Patient/{patient}", patient);

    /// <summary>"Check your blood pressure once a week for a month and send me the results", beginning in an hour.</summary>
    internal JsonObject Weekly(string patient) => JsonNode.Parse($$"""
        {
          "resourceType": "CommunicationRequest", "status": "active",
          "subject": { "reference": "Patient/{{patient}}" }, "recipient": [{ "reference": "Patient/{{patient}}" }], "requester": { "reference": "Practitioner/dr-lee" },
          "payload": [{ "contentString": "Please check your blood pressure once a week for a month and send me the results." }],
          "occurrenceDateTime": "{{Clock.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}",
          "extension": [
            { "url": "https://fhirmessaging.org/fhir/StructureDefinition/request-schedule", "extension": [
              { "url": "timing", "valueTiming": { "repeat": { "count": 4, "frequency": 1, "period": 1, "periodUnit": "wk" } } },
              { "url": "timeZone", "valueCode": "America/Chicago" },
              { "url": "answerWithin", "valueDuration": { "value": 2, "unit": "days", "system": "http://unitsofmeasure.org", "code": "d" } }] },
            { "url": "https://fhirmessaging.org/fhir/StructureDefinition/request-form", "valueCanonical": "{{BloodPressure}}" },
            { "url": "https://fhirmessaging.org/fhir/StructureDefinition/expected-range", "extension": [
              { "url": "linkId", "valueString": "systolic" },
              { "url": "low", "valueQuantity": { "value": 100, "unit": "mmHg" } }, { "url": "high", "valueQuantity": { "value": 140, "unit": "mmHg" } }] },
            { "url": "https://fhirmessaging.org/fhir/StructureDefinition/expected-range", "extension": [
              { "url": "code", "valueCoding": { "system": "http://loinc.org", "code": "8462-4" } },
              { "url": "high", "valueQuantity": { "value": 90, "unit": "mmHg" } }] }
          ]
        }
        """)!.AsObject();

    internal Task<Answer> RequestAsync(JsonNode request, string token) => Gateway.SendAsync(HttpMethod.Post, "CommunicationRequest", token, request.ToJsonString());

    internal async Task<string> RequestedAsync(string patient)
    {
        var answer = await ReviewFixture.UntilAsync<Answer>(
            async () => await RequestAsync(Weekly(patient), Lee(patient)) is { Status: not 503 } made ? made : null, "an answer of the EHR");
        Assert.True(answer is { Status: 201 }, answer.Body);
        return answer.Id;
    }

    /// <summary>The only Task of a request that a search finds, once it does.</summary>
    internal Task<JsonNode> TaskAsync(string request, string search, string token) => ReviewFixture.UntilAsync<JsonNode>(
        async () => await TasksAsync(request, search, token) is [{ } only] ? only["resource"]! : null, $"one Task, {search}");

    internal async Task<JsonArray> TasksAsync(string request, string search, string token) =>
        (await Gateway.GetAsync($"Task?focus=CommunicationRequest/{request}&{search}", token)).Json["entry"]?.AsArray() ?? [];

    internal async Task PatchAsync(string path, string status, string token) => Assert.Equal(200, (await StatusAsync(path, status, token)).Status);

    internal Task<Answer> StatusAsync(string path, string status, string token) => Gateway.SendAsync(
        HttpMethod.Patch, path, token, $$"""[{"op":"replace","path":"/status","value":"{{status}}"}]""", "application/json-patch+json");
}
