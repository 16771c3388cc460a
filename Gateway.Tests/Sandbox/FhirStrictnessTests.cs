using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Hl7.Fhir.Serialization;

namespace Gateway.Tests.Sandbox;

/// <summary>The EHR refuses what a real one refuses, and says so in its numbers.</summary>
public sealed class FhirStrictnessTests(EhrFixture fixture) : IClassFixture<EhrFixture>
{
    private RunningEhr Ehr => fixture.Ehr;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_create_answers_with_an_id_of_the_EHRs_own()
    {
        var token = await Ehr.TokenAsync("system");
        var message = Messages.About("susie-smith", "own-id");
        message["id"] = "mine";
        using var answer = await PostAsync(token, message);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("W/\"1\"", answer.Headers.ETag!.ToString());
        var id = answer.Headers.Location!.ToString()[(Ehr.FhirBase.Length + "/Communication/".Length)..].Split('/')[0];
        Assert.NotEqual("mine", id);
        var read = await Ehr.GetAsync($"Communication/{id}", token, Cancel);
        Assert.Equal("May I have a refill?", read.GetProperty("payload")[0].GetProperty("contentString").GetString());
        Assert.Equal("1", read.GetProperty("meta").GetProperty("versionId").GetString());
    }

    [Fact]
    public async Task Prefer_minimal_gives_an_empty_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Ehr.FhirBase}/Communication");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Ehr.TokenAsync("system"));
        request.Headers.Add("Prefer", "return=minimal");
        request.Content = new StringContent(Messages.About("mark-smith").ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Ehr.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task If_None_Exist_is_ignored_so_a_blind_retry_files_twice()
    {
        var token = await Ehr.TokenAsync("system");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Ehr.FhirBase}/Communication");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("If-None-Exist", $"identifier={Messages.System}|twice");
            request.Content = new StringContent(Messages.About("susie-smith", "twice").ToJsonString(), Encoding.UTF8, "application/fhir+json");
            using var answer = await Ehr.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        var found = await Ehr.GetAsync($"Communication?identifier={Messages.System}|twice", token, Cancel);
        Assert.Equal(2, found.GetProperty("total").GetInt32());
        var ledger = await Ehr.Http.GetFromJsonAsync<JsonElement>($"/sandbox/duplicates?system={Messages.System}", Cancel);
        Assert.Contains(ledger.GetProperty("duplicates").EnumerateArray(), duplicate =>
            duplicate.GetProperty("value").ValueEquals("twice") && duplicate.GetProperty("count").GetInt32() == 2);
    }

    public static TheoryData<string, string, HttpStatusCode, string> WrongMessages => new()
    {
        { "favourite", "\"blue\"", HttpStatusCode.BadRequest, "59101" },
        { "status", "null", HttpStatusCode.BadRequest, "59101" },
        { "status", "\"sent-off\"", HttpStatusCode.BadRequest, "59101" },
        { "sent", "\"yesterday\"", HttpStatusCode.BadRequest, "59101" },
        { "payload", "[]", HttpStatusCode.BadRequest, "59101" },
        { "payload", "remove", HttpStatusCode.UnprocessableEntity, "59101" },
        { "subject", "remove", HttpStatusCode.UnprocessableEntity, "59102" },
        { "subject", "{\"reference\":\"Patient/nobody\"}", HttpStatusCode.UnprocessableEntity, "59102" },
        { "subject", "{\"reference\":\"Group/some\"}", HttpStatusCode.UnprocessableEntity, "59102" },
        { "subject", "{\"reference\":\"Patient/chen-wei\"}", HttpStatusCode.UnprocessableEntity, "4107" },
        { "resourceType", "\"Patient\"", HttpStatusCode.BadRequest, "59101" },
    };

    [Theory]
    [MemberData(nameof(WrongMessages))]
    public async Task A_wrong_message_is_refused_with_a_number(string element, string value, HttpStatusCode status, string code)
    {
        var message = Messages.About("susie-smith");
        message.Remove(element);
        if (value != "remove")
        {
            message.Insert(0, element, JsonNode.Parse(value));
        }

        using var answer = await PostAsync(await Ehr.TokenAsync("system"), message);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(code, Messages.Codes(await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("<Communication/>")]
    public async Task What_is_no_resource_is_malformed(string body)
    {
        using var answer = await Ehr.SendAsync(HttpMethod.Post, "Communication", await Ehr.TokenAsync("system"), body, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("PUT", "Communication/susie-thread-1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "Communication/susie-thread-1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "Communication/susie-thread-1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "Communication/susie-thread-1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "Communication", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "Patient", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "Patient/susie-smith", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "Task/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "Task", HttpStatusCode.NotFound)]
    [InlineData("GET", "Patient/nobody", HttpStatusCode.NotFound)]
    [InlineData("GET", "Patient/susie-smith/_history/1", HttpStatusCode.NotFound)]
    public async Task What_it_does_not_do_it_says_with_an_outcome(string method, string path, HttpStatusCode status)
    {
        using var answer = await Ehr.SendAsync(new HttpMethod(method), path, await Ehr.TokenAsync("system"), cancellationToken: Cancel);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("OperationOutcome", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("resourceType").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/fhir+xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_content_types_are_unsupported(string contentType)
    {
        var body = Messages.About("susie-smith").ToJsonString();
        using var answer = await Ehr.SendAsync(HttpMethod.Post, "Communication", await Ehr.TokenAsync("system"), body, contentType, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/fhir+xml", "", HttpStatusCode.NotAcceptable)]
    [InlineData("text/html, */*;q=0.1", "", HttpStatusCode.OK)]
    [InlineData("application/json", "", HttpStatusCode.OK)]
    [InlineData("text/html", "?_format=json", HttpStatusCode.OK)]
    [InlineData("application/json", "?_format=xml", HttpStatusCode.NotAcceptable)]
    public async Task Only_JSON_is_answered(string accept, string query, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Ehr.FhirBase}/Patient/susie-smith{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Ehr.TokenAsync("system"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await Ehr.Http.SendAsync(request, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData(".well-known/smart-configuration")]
    public async Task Discovery_is_open_to_any_origin(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Ehr.FhirBase}/{path}");
        request.Headers.Add("Origin", "https://somewhere.example");
        using var answer = await Ehr.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_capability_statement_is_valid_and_claims_no_conditional_create()
    {
        var text = await Ehr.Http.GetStringAsync($"{Ehr.FhirBase}/metadata", Cancel);
        var statement = Assert.IsType<Hl7.Fhir.Model.CapabilityStatement>(new FhirJsonDeserializer().DeserializeResource(text));
        Assert.All(statement.Rest[0].Resource, resource => Assert.False(resource.ConditionalCreate));
        var creatable = statement.Rest[0].Resource.Where(resource =>
            resource.Interaction.Any(interaction => interaction.Code == Hl7.Fhir.Model.CapabilityStatement.TypeRestfulInteraction.Create));
        Assert.Equal("Communication", Assert.Single(creatable).Type);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_too_large()
    {
        var message = Messages.About("susie-smith");
        message["payload"]![0]!["contentString"] = new string('x', 10 * 1024 * 1024);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Ehr.FhirBase}/Communication");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Ehr.TokenAsync("system"));
        // The EHR hangs up on what is too large; asking first lets its answer arrive.
        request.Headers.ExpectContinue = true;
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/fhir+json");
        using var answer = await Ehr.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string token, JsonObject message) =>
        Ehr.SendAsync(HttpMethod.Post, "Communication", token, message.ToJsonString(), cancellationToken: Cancel);
}
