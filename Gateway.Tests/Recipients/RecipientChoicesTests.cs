using System.Text;
using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Recipients;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Http;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Recipients;

/// <summary>$get-recipient-choices through the front door, against the simulated EHR.</summary>
public sealed class RecipientChoicesTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Clinician = "user/Communication.crs";
    private const string Portal = "system/Communication.crs";

    private static readonly string[] Everybody =
    [
        "Practitioner/dr-lee", "PractitionerRole/nurse-kim-role", "Organization/sandbox-clinic",
        "CareTeam/pool-nurse-triage", "CareTeam/pool-refill", "CareTeam/pool-scheduling", "CareTeam/pool-billing",
    ];

    private RunningGateway Gateway => fixture.Gateway;

    public static TheoryData<string> AnswerKinds => [.. typeof(RecipientsAnswer).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(RecipientsAnswer))).Select(type => type.Name)];

    [Fact]
    public async Task A_patient_sees_whom_she_can_write_to_and_what_for()
    {
        var answer = await AskAsync("susie-smith", "susie-smith", "susie-smith");

        Assert.Equal(200, answer.Status);
        Assert.True(FhirJson.TryParse<Bundle>(Encoding.UTF8.GetBytes(answer.Body), out var bundle, out var issues), string.Join('\n', issues));
        Assert.Equal(Bundle.BundleType.Searchset, bundle.Type);
        Assert.Equal(Everybody.Length, bundle.Total);
        Assert.Equal(
            [
                "Min Lee: general-practitioner care-team-member", "Jae Kim: care-team-member", "Sandbox Family Clinic: care-team-member",
                "Nurse triage: clinical new-symptom test-result", "Refill requests: refill", "Scheduling: scheduling social technical",
                "Billing and forms: billing-or-forms",
            ],
            bundle.Entry.Select(entry => $"{NameOf(entry.Resource!)}: {PurposesOf((DomainResource)entry.Resource!)}"));
        Assert.Equal(Everybody, KeysIn(answer));
        Assert.All(bundle.Entry, entry => Assert.Equal("SUBSETTED", entry.Resource!.Meta!.Tag.Single().Code));
        Assert.Equal($"{Gateway.FhirBase}/Patient/susie-smith/$get-recipient-choices", bundle.Link.Single(link => link.Relation == "self").Url);
    }

    [Fact]
    public async Task A_person_is_told_in_which_charts_she_may_write_and_others_are_not()
    {
        var mine = await Gateway.GetAsync("Patient/$my-charts", await Gateway.Ehr.TokenAsync("susie-smith", "johnny-smith"));

        Assert.Equal(200, mine.Status);
        var chart = Assert.Single(mine.Json["parameter"]!.AsArray())!["part"]!;
        Assert.Equal(("Patient/johnny-smith", "Johnny Smith"), ((string?)chart[0]!["valueReference"]!["reference"], (string?)chart[0]!["valueReference"]!["display"]));
        Assert.Equal(("MTH", "Patient/susie-smith"), ((string?)chart[1]!["valueCode"], (string?)chart[2]!["valueReference"]!["reference"]));
        Assert.Equal(403, (await Gateway.GetAsync("Patient/$my-charts", await Gateway.Ehr.TokenAsync("dr-lee", scope: Clinician))).Status);
        Assert.Equal(403, (await Gateway.GetAsync("Patient/$my-charts", await Gateway.Ehr.TokenAsync("system", scope: Portal))).Status);
    }

    [Fact]
    public async Task Nothing_in_the_list_is_about_the_patient()
    {
        var entries = (await AskAsync("susie-smith", "susie-smith", "susie-smith")).Json["entry"]!.ToJsonString();

        Assert.DoesNotContain("susie", entries, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Patient/", entries, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_may_be_addressed_to_each_of_them()
    {
        var choices = KeysIn(await AskAsync("susie-smith", "susie-smith", "susie-smith"));
        var message = AMessage.From("susie-smith", "susie-smith").With("recipient", new JsonArray([.. choices.Select(AMessage.Ref)]));

        var answer = await Gateway.PostAsync(message, await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", answer.Body);
    }

    [Theory]
    [InlineData("susie-smith", "johnny-smith", "johnny-smith", null, null)]
    [InlineData("susie-for-johnny", "johnny-smith", "johnny-smith", null, null)]
    [InlineData("susie-smith", "johnny-smith", "johnny-smith", null, "?sender=RelatedPerson/susie-for-johnny")]
    [InlineData("emma-smith", "emma-smith", "emma-smith", null, null)]
    [InlineData("wei-chen", "wei-chen", "chen-wei", null, null)]
    [InlineData("wei-chen", "chen-wei", "wei-chen", null, null)]
    [InlineData("chen-wei", "chen-wei", "chen-wei", null, null)]
    [InlineData("dr-lee", "mark-smith", "mark-smith", Clinician, null)]
    [InlineData("system", null, "mark-smith", Portal, null)]
    [InlineData("system", null, "johnny-smith", Portal, "?sender=Patient/susie-smith")]
    [InlineData("susie-smith", "susie-smith", "susie-smith", "patient/Communication.c", "?_format=json")]
    public async Task Who_may_write_for_a_patient_gets_the_list(string user, string? launch, string patient, string? scope, string? query)
    {
        var answer = await AskAsync(user, launch, patient, scope, query);

        Assert.Equal(200, answer.Status);
        Assert.Equal(Everybody, KeysIn(answer));
    }

    [Theory]
    [InlineData("ana-diaz", "luis-diaz", "luis-diaz", null, null, 403, "proxy-not-in-force")]
    [InlineData("susie-smith", "emma-smith", "emma-smith", null, null, 403, "proxy-age-limit")]
    [InlineData("susie-smith", "susie-smith", "mark-smith", null, null, 403, "launch-chart-differs")]
    [InlineData("susie-smith", "susie-smith", "johnny-smith", null, null, 403, "launch-chart-differs")]
    [InlineData("susie-smith", "susie-smith", "nobody", null, null, 403, "launch-chart-differs")]
    [InlineData("susie-smith", "mark-smith", "mark-smith", null, null, 403, "proxy-none")]
    [InlineData("robert-smith-sr", "robert-smith-jr", "robert-smith-jr", null, null, 403, "proxy-none")]
    [InlineData("susie-smith", "susie-smith", "susie-smith", null, "?sender=Patient/mark-smith", 403, "sender-not-signed-in")]
    [InlineData("susie-smith", "susie-smith", "susie-smith", null, "?sender=Practitioner/dr-lee", 403, "sender-not-signed-in")]
    [InlineData("dr-lee", null, "mark-smith", Clinician, null, 403, "launch-chart-missing")]
    [InlineData("dr-lee", null, "nobody", Clinician, null, 403, "launch-chart-missing")]
    [InlineData("dr-lee", "susie-smith", "mark-smith", Clinician, null, 403, "launch-chart-differs")]
    [InlineData("system", null, "luis-diaz", Portal, "?sender=Patient/ana-diaz", 403, "proxy-not-in-force")]
    [InlineData("system", null, "susie-smith", Portal, "?sender=Patient/nobody", 422, "sender-not-found")]
    public async Task Who_may_not_write_for_a_patient_gets_none(
        string user, string? launch, string patient, string? scope, string? query, int status, string rule)
    {
        var answer = await AskAsync(user, launch, patient, scope, query);

        Assert.Equal(status, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        Assert.Equal([rule], answer.Rules);
        Assert.DoesNotContain("dr-lee", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_that_is_not_there_cannot_be_told_from_somebody_elses() => Assert.Equal(
        (await AskAsync("susie-smith", "susie-smith", "mark-smith")).Body, (await AskAsync("susie-smith", "susie-smith", "nobody")).Body);

    [Theory]
    [InlineData("patient/Communication.rs")]
    [InlineData("patient/Patient.cruds")]
    [InlineData("patient/Communication.c?category=x")]
    public async Task A_token_that_may_not_create_messages_gets_none(string scope) =>
        Assert.Equal(403, (await AskAsync("susie-smith", "susie-smith", "susie-smith", scope)).Status);

    [Fact]
    public async Task Without_a_token_there_is_a_challenge() =>
        Assert.Equal(401, (await Gateway.GetAsync("Patient/susie-smith/$get-recipient-choices", null)).Status);

    [Theory]
    [InlineData("nobody")]
    [InlineData("no_id")]
    public async Task A_chart_that_is_not_there_is_not_found(string patient) =>
        Assert.Equal(404, (await AskAsync("system", null, patient, Portal)).Status);

    [Fact]
    public async Task While_the_EHR_is_away_the_caller_is_asked_to_try_again()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        // The gateway has the keys, and no chart yet.
        Assert.Equal(404, (await gateway.GetAsync("Communication/none", token)).Status);
        await gateway.Ehr.FaultAsync("down");

        var away = await gateway.GetAsync("Patient/susie-smith/$get-recipient-choices", token);
        await gateway.Ehr.FaultAsync("none");
        var back = await gateway.GetAsync("Patient/susie-smith/$get-recipient-choices", token);

        Assert.Equal((503, "5"), (away.Status, away.Headers["Retry-After"]));
        Assert.Equal(["charts-unavailable"], away.Reasons);
        Assert.Equal(200, back.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"resourceType":"Parameters"}""")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"sender","valueString":"RelatedPerson/susie-for-johnny"}]}""")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"sender","valueReference":{"reference":"Patient/susie-smith"}}]}""")]
    public async Task The_question_can_be_posted(string? body)
    {
        var answer = await PostAsync("johnny-smith", body);

        Assert.Equal(200, answer.Status);
        Assert.Equal(Everybody, KeysIn(answer));
    }

    [Theory]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"sender","valueString":"RelatedPerson/susie-for-johnny"},{"name":"zebra"}]}""", "Parameters.parameter[1].name")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"sender","valueString":"zebra"}]}""", "Parameters.parameter[0].value")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"sender","valueBoolean":true}]}""", "Parameters.parameter[0].value")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"sender","valueString":"Patient/a"},{"name":"sender","valueString":"Patient/b"}]}""", "Parameters.parameter[1].value")]
    [InlineData("""{"resourceType":"Patient","active":true}""", "resourceType")]
    [InlineData("""{"resourceType":"Parameters","yak":1}""", "Parameters.yak")]
    [InlineData("[]", null)]
    [InlineData("zebra", null)]
    public async Task A_body_that_is_not_understood_is_explained(string body, string? expression)
    {
        var answer = await PostAsync("johnny-smith", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(expression, (string?)answer.Json["issue"]![0]!["expression"]?[0]);
        Assert.DoesNotContain("zebra", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?zebra=1")]
    [InlineData("?sender=zebra")]
    [InlineData("?sender=Patient/a&sender=Patient/b")]
    public async Task An_address_that_is_not_understood_is_explained(string query)
    {
        var answer = await AskAsync("susie-smith", "susie-smith", "susie-smith", query: query);

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("zebra", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_FHIR_JSON_comes_in_and_goes_out()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        const string Path = "Patient/susie-smith/$get-recipient-choices";

        Assert.Equal(415, (await Gateway.SendAsync(HttpMethod.Post, Path, token, "sender=Patient/susie-smith", "application/x-www-form-urlencoded")).Status);
        Assert.Equal(406, (await Gateway.SendAsync(HttpMethod.Get, Path, token, headers: ("Accept", "text/html"))).Status);
        Assert.Equal(405, (await Gateway.SendAsync(HttpMethod.Put, Path, token, "{}")).Status);
    }

    [Theory]
    [MemberData(nameof(AnswerKinds))]
    public void Each_answer_has_its_status(string kind)
    {
        var finding = new Finding(FindingKind.NotPermitted, "rule", "Communication.sender", "A sentence.");
        RecipientsAnswer answer = kind switch
        {
            nameof(RecipientsAnswer.Choices) => new RecipientsAnswer.Choices(Smiths.Susie.Id, []),
            nameof(RecipientsAnswer.Rules) => new RecipientsAnswer.Rules(new Hl7.Fhir.Model.Parameters()),
            nameof(RecipientsAnswer.NoSuchChart) => new RecipientsAnswer.NoSuchChart(),
            nameof(RecipientsAnswer.Forbidden) => new RecipientsAnswer.Forbidden(finding),
            nameof(RecipientsAnswer.SenderUnknown) => new RecipientsAnswer.SenderUnknown(finding),
            nameof(RecipientsAnswer.Unavailable) => new RecipientsAnswer.Unavailable(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        Assert.IsAssignableFrom<IResult>(RecipientsInquiry.Answer(answer, new PublicBase(new Uri("https://gateway.example/fhir"))));
    }

    private async Task<Answer> AskAsync(string user, string? launch, string patient, string? scope = null, string? query = null) =>
        await Gateway.GetAsync($"Patient/{patient}/$get-recipient-choices{query}", await Gateway.Ehr.TokenAsync(user, launch, scope));

    private async Task<Answer> PostAsync(string patient, string? body) => await Gateway.SendAsync(
        HttpMethod.Post, $"Patient/{patient}/$get-recipient-choices", await Gateway.Ehr.TokenAsync("susie-smith", patient), body);

    private static string[] KeysIn(Answer answer) =>
        [.. answer.Json["entry"]!.AsArray().Select(entry => $"{entry!["resource"]!["resourceType"]}/{entry["resource"]!["id"]}")];

    private static string PurposesOf(DomainResource resource) =>
        string.Join(' ', resource.GetExtensions(Canonicals.RecipientPurpose).Select(purpose => ((CodeableConcept)purpose.Value!).Coding.Single().Code));

    private static string? NameOf(Resource resource) => resource switch
    {
        Practitioner practitioner => practitioner.Name.Single().Text,
        PractitionerRole role => role.Practitioner!.Display,
        Organization organization => organization.Name,
        CareTeam pool => pool.Name,
        _ => null,
    };
}
