using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Inbox;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Billing;

/// <summary>Time on messages, from where it is recorded to what billing sees of it. Each test has days of its own.</summary>
public sealed class EvisitJourneyTests(BillingFixture fixture) : IClassFixture<BillingFixture>
{
    private const string Signer = "patient/*.cruds";

    private readonly RunningGateway gateway = fixture.Gateway;
    private readonly InboxDesk desk = new(fixture.Gateway);

    [Fact]
    public async Task Time_of_who_reports_codes_adds_up_and_is_proposed_once_the_patient_has_agreed()
    {
        var came = Ago(60);
        var sent = await SendAsync(AMessage.AboutSelf, came);
        await RecordAsync(sent.Task, desk.Lee, came.AddHours(1), 9);
        await RecordAsync(sent.Task, desk.Lee, came.AddHours(1).AddMinutes(5), 8);
        await RecordAsync(sent.Task, desk.Kim, came.AddHours(2), 30);

        var before = Assert.Single(await VisitsAsync(came));
        await AgreeAsync(came.AddDays(-1));
        var after = Assert.Single(await VisitsAsync(came));
        var table = await TableAsync(came, gateway.TokenOf("gateway/bill"));

        Assert.Equal(("not-billable", "no-consent"), ((string?)before["status"], Assert.Single(ExclusionsOf(before))));
        Assert.Equal(("planned", "99422", 13), ((string?)after["status"], (string?)after["code"]!["coding"]![0]!["code"], MinutesOf(after)));
        Assert.Empty(ExclusionsOf(after));
        Assert.Equal("Patient/susie-smith", (string?)after["subject"]!["reference"]);
        Assert.Equal("Practitioner/dr-lee", (string?)Assert.Single(after["performer"]!.AsArray())!["actor"]!["reference"]);
        Assert.Equal($"Communication/{sent.Message}", (string?)Assert.Single(after["supportingInformation"]!.AsArray())!["reference"]);
        Assert.Equal((string?)before["identifier"]![0]!["value"], (string?)after["identifier"]![0]!["value"]);
        Assert.StartsWith("visit,patient,windowStart,windowEnd,standing,code,minutes,", table.Body, StringComparison.Ordinal);
        Assert.Contains(",Patient/susie-smith,", table.Body, StringComparison.Ordinal);
        Assert.Contains($",planned,99422,13,Practitioner/dr-lee,1,Communication/{sent.Message},\r\n", table.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("knee", table.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(3, await AuditedAsync(entry => entry.Action == AuditAction.Export && entry.Resource == "ChargeItem" && entry.Query == Period(came)));
    }

    [Fact]
    public async Task An_errand_and_the_time_of_staff_are_told_and_not_billed()
    {
        var came = Ago(30);
        var sent = await SendAsync("Can I get an appointment next Tuesday morning please?", came);
        await RecordAsync(sent.Task, desk.Park, came.AddHours(1), 12);

        var visit = Assert.Single(await VisitsAsync(came));

        Assert.Equal("not-billable", (string?)visit["status"]);
        Assert.Equal(["no-evaluation", "staff-time-only"], ExclusionsOf(visit));
    }

    [Fact]
    public async Task Who_recorded_time_corrects_it_and_what_stood_there_stays_on_record()
    {
        var came = Ago(90);
        var sent = await SendAsync(AMessage.AboutSelf, came);
        var recorded = await RecordAsync(sent.Task, desk.Lee, came.AddHours(1), 9);
        var again = await RecordAsync(sent.Task, desk.Lee, came.AddHours(1), 9);
        var number = (int)Part(Assert.Single(TimesIn(recorded.Json)), "number")!["valuePositiveInt"]!;

        var others = await RecordAsync(sent.Task, desk.Kim, came.AddHours(1), 5, ("replaces", new JsonObject { ["valuePositiveInt"] = number }));
        var corrected = await RecordAsync(
            sent.Task, desk.Lee, came.AddHours(1), 7,
            ("replaces", new JsonObject { ["valuePositiveInt"] = number }), ("exclusion", new JsonObject { ["valueCode"] = "led-to-visit" }));
        var visit = Assert.Single(await VisitsAsync(came));
        var gone = await desk.CallAsync(
            sent.Task, "record-time", desk.Lee, ("minutes", new JsonObject { ["valueInteger"] = 0 }), ("replaces", new JsonObject { ["valuePositiveInt"] = number }));
        var earlier = await gateway.GetAsync($"Task/{sent.Task}/_history/{(string)recorded.Json["meta"]!["versionId"]!}", gateway.TokenOf("system/*.rs"));

        Assert.Equal((200, 200, recorded.Headers["ETag"]), (recorded.Status, again.Status, again.Headers["ETag"]));
        Assert.Equal(403, others.Status);
        Assert.Equal("led-to-visit", (string?)Part(Assert.Single(TimesIn(corrected.Json)), "exclusion")!["valueCode"]);
        Assert.Equal(["led-to-visit"], ExclusionsOf(visit));
        Assert.Empty(TimesIn(gone.Json));
        Assert.Empty(await VisitsAsync(came));
        Assert.Single(TimesIn(earlier.Json));
        foreach (var why in (string[])["time-recorded", "time-corrected", "time-taken-back"])
        {
            Assert.Equal(1, await AuditedAsync(entry => entry.Resource == $"Task/{sent.Task}" && entry.Why == why && entry.Person == "Practitioner/dr-lee"));
        }
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_what_is_another_pools_is_not_there()
    {
        var sent = await SendAsync(AMessage.AboutSelf, Ago(120));

        Assert.Equal(400, (await desk.CallAsync(sent.Task, "record-time", desk.Lee)).Status);
        Assert.Equal(422, (await RecordAsync(sent.Task, desk.Lee, Ago(-1), 5)).Status);
        Assert.Equal(404, (await RecordAsync(sent.Task, desk.Park, Ago(1), 5)).Status);
        Assert.Equal(403, (await RecordAsync(sent.Task, await desk.SusieAsync(), Ago(1), 5)).Status);
        Assert.Equal(200, (await RecordAsync(
            sent.Task, gateway.TokenOf("system/Task.u"), Ago(119), 5, ("person", new JsonObject { ["valueString"] = "Practitioner/dr-lee" }))).Status);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("system/*.cruds gateway/operate gateway/audit gateway/review gateway/export", 403)]
    [InlineData("patient/*.cruds", 403)]
    [InlineData("gateway/bill gateway/operate", 403)]
    public async Task Nobody_but_billers_sees_what_is_billed(string? scopes, int status)
    {
        var token = scopes is null ? null : gateway.TokenOf(scopes);

        Assert.Equal(status, (await gateway.GetAsync($"ChargeItem/$evisits?{Period(Ago(1))}", token)).Status);
        Assert.Equal(status, (await TableAsync(Ago(1), token)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=2026-01-31&to=2026-01-01")]
    [InlineData("?from=2020-01-01&to=2026-01-01")]
    [InlineData("?from=2026-01-01&to=2026-01-31&patient=susie-smith")]
    public async Task A_time_that_is_none_is_refused(string query) =>
        Assert.Equal(400, (await gateway.GetAsync($"ChargeItem/$evisits{query}", gateway.TokenOf("gateway/bill"))).Status);

    [Theory]
    [InlineData("en", "may be billed")]
    [InlineData("es-MX", "puede facturarse")]
    public async Task Who_writes_knows_before_that_it_may_be_billed_and_that_an_errand_is_not(string language, string words)
    {
        var token = await desk.SusieAsync();

        var rules = await gateway.SendAsync(HttpMethod.Get, "Patient/susie-smith/$messaging-rules", token, null, null, ("Accept-Language", language));
        var question = await CheckAsync(AMessage.AboutSelf);
        var errand = await CheckAsync("Can I get an appointment next Tuesday morning please?");

        var billing = Parameter(rules.Json, "billing")!["part"]!.AsArray();
        Assert.Contains(words, (string?)billing[0]!["valueString"], StringComparison.Ordinal);
        Assert.Equal("https://clinic.example/visits", (string?)billing.Last()!["valueUri"]);
        Assert.Contains(words, (string?)Parameter(question.Json, "mayBeBilled")!["valueString"], StringComparison.Ordinal);
        Assert.Null(Parameter(errand.Json, "mayBeBilled"));

        Task<Answer> CheckAsync(string saying) => gateway.SendAsync(
            HttpMethod.Post, "Communication/$check", token, AMessage.From("susie-smith", "susie-smith", saying).ToJsonString(), headers: ("Accept-Language", language));
    }

    private static DateTimeOffset Ago(int days) => new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-days).AddHours(15), TimeSpan.Zero);

    private static string Period(DateTimeOffset day) => string.Create(CultureInfo.InvariantCulture, $"from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");

    private static JsonNode? Parameter(JsonNode parameters, string name) =>
        parameters["parameter"]!.AsArray().SingleOrDefault(parameter => (string?)parameter!["name"] == name);

    private static JsonNode[] TimesIn(JsonNode task) => [.. ExtensionsOf(task, "recorded-time")];

    private static IEnumerable<JsonNode> ExtensionsOf(JsonNode resource, string name) =>
        (resource["extension"]?.AsArray() ?? []).Select(extension => extension!).Where(extension => ((string)extension["url"]!).EndsWith($"/{name}", StringComparison.Ordinal));

    private static JsonNode? Part(JsonNode extension, string name) => extension["extension"]!.AsArray().SingleOrDefault(part => (string?)part!["url"] == name);

    private static string?[] ExclusionsOf(JsonNode visit) =>
        [.. Assert.Single(ExtensionsOf(visit, "evisit"))["extension"]!.AsArray().Where(part => (string?)part!["url"] == "exclusion").Select(part => (string?)part!["valueCode"])];

    private static int? MinutesOf(JsonNode visit) => (int?)Part(Assert.Single(ExtensionsOf(visit, "evisit")), "minutes")!["valueUnsignedInt"];

    private async Task<(string Message, string Task)> SendAsync(string saying, DateTimeOffset at)
    {
        var message = AMessage.From("susie-smith", "susie-smith", saying).With("sent", at.ToString("O", CultureInfo.InvariantCulture));
        var sent = await ReviewFixture.SentAsync(gateway, message, await desk.SusieAsync());
        Assert.Equal(201, sent.Status);
        return (sent.Id, (string)(await desk.TaskOfAsync(sent.Id))["id"]!);
    }

    private Task<Answer> RecordAsync(string task, string token, DateTimeOffset start, int minutes, params (string Name, JsonObject Value)[] more) => desk.CallAsync(
        task,
        "record-time",
        token,
        [("start", new JsonObject { ["valueDateTime"] = start.ToString("O", CultureInfo.InvariantCulture) }), ("minutes", new JsonObject { ["valueInteger"] = minutes }), .. more]);

    private async Task<JsonNode[]> VisitsAsync(DateTimeOffset day)
    {
        var answer = await desk.GetAsync($"ChargeItem/$evisits?{Period(day)}", gateway.TokenOf("gateway/bill"));
        Assert.Equal((200, "collection"), (answer.Status, (string?)answer.Json["type"]));
        return [.. (answer.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!)];
    }

    private async Task<Answer> TableAsync(DateTimeOffset day, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Url, $"admin/evisits?{Period(day)}"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    private async Task AgreeAsync(DateTimeOffset at)
    {
        var consent = new JsonObject
        {
            ["resourceType"] = "Consent",
            ["status"] = "active",
            ["scope"] = Concept("http://terminology.hl7.org/CodeSystem/consentscope", "treatment"),
            ["category"] = new JsonArray(Concept("http://loinc.org", "59284-0"), Concept("https://fhirmessaging.org/fhir/CodeSystem/consent-category", "evisit-billing")),
            ["patient"] = AMessage.Ref("Patient/susie-smith"),
            ["dateTime"] = at.ToString("O", CultureInfo.InvariantCulture),
            ["performer"] = new JsonArray(AMessage.Ref("Patient/susie-smith")),
            ["policy"] = new JsonArray(new JsonObject
            {
                ["extension"] = new JsonArray(new JsonObject { ["url"] = "https://fhirmessaging.org/fhir/StructureDefinition/agreement-version", ["valueString"] = "1" }),
                ["uri"] = "https://clinic.example/visits",
            }),
        };
        var answer = await gateway.SendAsync(
            HttpMethod.Post, "Consent", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", Signer), consent.ToJsonString());
        Assert.Equal(201, answer.Status);
    }

    private async Task<int> AuditedAsync(System.Linq.Expressions.Expression<Func<AuditEntry, bool>> which)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Audit.CountAsync(which, TestContext.Current.CancellationToken);
    }

    private static JsonObject Concept(string system, string code) => new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };
}
