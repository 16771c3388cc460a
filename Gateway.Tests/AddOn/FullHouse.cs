using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Tests.DeadLetters;
using Gateway.Tests.Engagement;
using Gateway.Tests.Inbox;
using Gateway.Tests.Notifications;
using Gateway.Tests.Policies;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Gateway.Tests.Topics;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>
/// A running house where something is on every page: messages that are answered, folded, held and urgent, readings that are due and late, an agreement that not
/// everybody has signed, message boxes, a message that could not be delivered, one that is tried again, a subscription that failed. Kept by REST: what pages do is seen elsewhere.
/// </summary>
public sealed class FullHouse : IAsyncLifetime
{
    public const string Susie = "susie-smith";
    public const string SusieWithOneChart = "susie-smith, with one chart";
    public const string Ana = "ana-diaz";
    public const string Kim = "nurse-kim";
    public const string Operator = "admin-ode, as operator";
    public const string Auditor = "admin-ode, as auditor";
    public const string Nobody = "nobody";

    private const string Administrator = "admin-ode";
    private const string Agreement = "3";

    private readonly Browsers browsers = new();
    private readonly ClinicFixture clinic = new(policy => policy.AskForASignature());
    private readonly Dictionary<string, string> ids = new()
    {
        ["first"] = "1",
        ["bloodPressure"] = "blood-pressure",
        ["monitoring"] = "monitoring",
        ["formRequest"] = "form-request",
    };

    internal RunningAddOn AddOn => clinic.AddOn;

    /// <summary>What is in the house, by the name that visits call it.</summary>
    internal IReadOnlyDictionary<string, string> Ids => ids;

    private RunningGateway Gateway => clinic.Gateway;

    internal Task<IBrowserContext> BrowserAsync() => browsers.OpenAsync(language: null);

    /// <summary>Somebody comes in.</summary>
    internal Task<IPage> ComesInAsync(IBrowserContext browser, string who) => who switch
    {
        SusieWithOneChart => AddOn.SignInAsync(browser, Susie, patient: Susie),
        Kim => clinic.AtAsync(browser, Kim, Susie),
        Operator => AddOn.SignInAsync(browser, Administrator, start: "operations"),
        Auditor => AddOn.SignInAsync(browser, Administrator, start: "audit"),
        Nobody => browser.NewPageAsync(),
        _ => AddOn.SignInAsync(browser, who),
    };

    public async ValueTask InitializeAsync()
    {
        await clinic.InitializeAsync();
        await using var hook = await Hook.StartAsync();
        hook.Answer("portal", 503);
        var system = Gateway.TokenOf("system/*.cruds");
        var subscription = await MadeAsync("Subscription", ASubscription.To("message-received", hook.At("portal"), "patient=Patient/nobody"), system);
        foreach (var (signer, chart) in new[] { (Susie, Susie), (Susie, "johnny-smith"), ("wei-chen", "wei-chen"), ("mark-smith", "mark-smith") })
        {
            await MadeAsync("Consent", AConsent.Signed(chart, $"Patient/{signer}", Agreement), await Gateway.Ehr.TokenAsync(signer, chart, "patient/*.cruds"));
        }

        await ReadingsAsync();
        var (undelivered, _) = await Gateway.DeadAsync("refuse", "mark-smith");
        ids["elsewhere"] = (string)(await new InboxDesk(Gateway).TaskOfAsync(undelivered))["id"]!;
        await MessagesAsync();
        await OnTheirWayAsync();
        await ReviewFixture.UntilAsync<object>(
            async () => (string?)(await Gateway.GetAsync($"Subscription/{subscription}", system)).Json["status"] == "error" ? this : null, "the subscription to fail");
    }

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        await clinic.DisposeAsync();
    }

    /// <summary>One answer is late, and one is due.</summary>
    private async Task ReadingsAsync()
    {
        var late = await AskedAsync("How is your shoulder by now?", 1);
        await DueAsync(late);
        clinic.Clock.Advance(TimeSpan.FromHours(25));
        ids["readings"] = await AskedAsync("Please check your blood pressure once a week for a month, and send me the results.", 2, "https://fhirmessaging.org/fhir/Questionnaire/blood-pressure");
        await DueAsync(ids["readings"]);
    }

    private async Task MessagesAsync()
    {
        var desk = new InboxDesk(Gateway);
        (ids["answered"], ids["done"]) = await desk.SendAsync("My left heel has hurt in the mornings for two weeks. Should I see somebody?");
        var reply = AMessage.From("Practitioner/dr-lee", Susie, "Please stretch it three times a day, and write again in a week.");
        reply["recipient"] = new JsonArray(AMessage.Ref($"Patient/{Susie}"));
        reply["inResponseTo"] = new JsonArray(AMessage.Ref($"Communication/{ids["answered"]}"));
        Assert.Equal(200, (await desk.CallAsync(ids["done"], "answer", desk.Lee, ("reply", new JsonObject { ["resource"] = reply }))).Status);

        // Some minutes later they are no more of one burst.
        clinic.Clock.Advance(TimeSpan.FromMinutes(11));
        var first = AMessage.From(Susie, Susie, "My left knee hurts when I climb stairs, since about a week. Should I come in?");
        first["payload"]!.AsArray().Add(new JsonObject { ["contentAttachment"] = new JsonObject { ["contentType"] = "image/png", ["title"] = "knee.png", ["data"] = Convert.ToBase64String(APicture.Png()) } });
        var begun = await ReviewFixture.SentAsync(Gateway, first, await desk.SusieAsync());
        Assert.True(begun.Status == 201, begun.Body);
        await clinic.WritesAsync(Susie, "I forgot: my knee is swollen, too. What should I do?");
        ids["burst"] = (string)(await desk.TaskOfAsync(begun.Id))["id"]!;

        ids["held"] = (string)(await clinic.WritesAsync(Susie, "Johnny got a fever on Wednesday. My own left knee hurts on the stairs since a week. Thank you!"))["id"]!;
        await clinic.WritesAsync(Susie, "Johnny got a cough on Thursday");
        var reviewer = Gateway.TokenOf("user/Task.rus gateway/review", $"Practitioner/{Kim}");
        var reviews = await Gateway.GetAsync($"Task?focus=Communication/{ids["held"]}&code=review-message", reviewer);
        ids["review"] = (string)Assert.Single(reviews.Json["entry"]!.AsArray())!["resource"]!["id"]!;
        Assert.Equal(200, (await desk.CallAsync(ids["review"], "claim", reviewer)).Status);

        await clinic.WritesAsync("wei-chen", InboxDesk.Emergency);
        await ReviewFixture.UntilAsync<object>(
            async () => (await Gateway.GetAsync("Task?code=emergency-alert&status=requested", reviewer)).Json["entry"] is null ? null : this, "the alert");
    }

    /// <summary>Of two messages to one chart, one is tried again, and the other waits behind it.</summary>
    private async Task OnTheirWayAsync()
    {
        await Gateway.Ehr.FaultAsync("down", "creates");
        var first = await clinic.WritesAsync("mark-smith", "My right elbow hurts when I lift something, since a week. Should I come in?");
        await clinic.WritesAsync("mark-smith", "I forgot: my right elbow is swollen, too. What should I do?");
        await Gateway.RetriedAsync((string)first["id"]!);
        await Gateway.Ehr.FaultAsync("none");
    }

    private Task<string> AskedAsync(string text, int days, string? form = null)
    {
        var request = JsonNode.Parse($$"""
            {
              "resourceType": "CommunicationRequest", "status": "active",
              "subject": { "reference": "Patient/{{Susie}}" }, "recipient": [{ "reference": "Patient/{{Susie}}" }], "requester": { "reference": "Practitioner/dr-lee" },
              "payload": [{ "contentString": "{{text}}" }],
              "occurrenceDateTime": "{{clinic.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}}",
              "extension": [
                { "url": "https://fhirmessaging.org/fhir/StructureDefinition/request-schedule", "extension": [
                  { "url": "answerWithin", "valueDuration": { "value": {{days}}, "unit": "d", "system": "http://unitsofmeasure.org", "code": "d" } }] }]
            }
            """)!.AsObject();
        if (form is not null)
        {
            request["extension"]!.AsArray().Add(new JsonObject { ["url"] = "https://fhirmessaging.org/fhir/StructureDefinition/request-form", ["valueCanonical"] = form });
        }

        return MadeAsync("CommunicationRequest", request, Gateway.TokenOf("user/*.cruds", "Practitioner/dr-lee", Susie));
    }

    /// <summary>It is asked by a look that comes by itself.</summary>
    private Task<object> DueAsync(string request) => ReviewFixture.UntilAsync<object>(
        async () => (await Gateway.GetAsync($"Task?focus=CommunicationRequest/{request}&code=answer-request", Gateway.TokenOf("system/*.rs"))).Json["entry"] is null ? null : this, "the Task to answer");

    private async Task<string> MadeAsync(string type, JsonObject resource, string token)
    {
        var made = await InboxDesk.AnsweredAsync(() => Gateway.SendAsync(HttpMethod.Post, type, token, resource.ToJsonString()));
        Assert.True(made.Status == 201, made.Body);
        return made.Id;
    }
}
