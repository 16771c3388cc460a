using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>Identifiers in the text, papers, pictures and names of files, through the front door: what they name is not filed in another's chart.</summary>
public sealed class SignsBesideTheTextTests(SignsBesideTheTextTests.Listening fixture) : IClassFixture<SignsBesideTheTextTests.Listening>
{
    public static TheoryData<string> Filed => [.. FiledCases.Keys];

    public static TheoryData<string> Asked => [.. AskedCases.Keys];

    public static TheoryData<string> Held => [.. HeldCases.Keys];

    private static Dictionary<string, Case> FiledCases { get; } = new()
    {
        ["her own birth date and number"] = new($"{AMessage.AboutSelf} DOB {{born:susie-smith}}, MRN {{mrn:susie-smith}}"),
        ["the day her son was born"] = new("My back hurts since my son was born on {born:johnny-smith}. Should I come in?"),
        ["her own report"] = new(AMessage.AboutSelf, "application/pdf", ["Patient: Smith, Susie\tDOB: {born:susie-smith}", "Ordered by: Dr. Lee"]),
        ["a picture of her own"] = new(AMessage.AboutSelf, "image/jpeg", () => APicture.Jpeg(APicture.Described("Susie, left knee")), "Susie_knee.jpg"),
        ["a picture that says nothing"] = new(AMessage.AboutSelf, "image/jpeg", () => APicture.Jpeg(), "IMG_2041.jpg"),
        ["her son's picture in her son's chart"] = new("Johnny has a rash on his arm.", "image/jpeg", () => APicture.Jpeg(), "Johnny_rash.jpg") { Chart = "johnny-smith" },
        ["her son's number in her son's chart"] = new("Johnny has a rash. His MRN is {mrn:johnny-smith}.") { Chart = "johnny-smith" },
        ["the number of a record that was merged into hers"] = new($"{AMessage.AboutSelf} My MRN is {{mrn:chen-wei}}.") { Chart = "wei-chen", User = "wei-chen" },
        ["a title of 400,000 letters"] = new(AMessage.AboutSelf, "image/jpeg", () => APicture.Jpeg(), string.Concat(Enumerable.Repeat("z\u0301", 200_000))),
    };

    private static Dictionary<string, Case> AskedCases { get; } = new()
    {
        ["her son's birth date"] = new("Please renew the inhaler. DOB {born:johnny-smith}") { Rule = "birth-date-of-another" },
        ["her son's birth date in words"] = new("Is a flu shot due? Date of birth: {born-long:johnny-smith}") { Rule = "birth-date-of-another" },
        ["her son's number"] = new("Please renew the inhaler. MRN: {mrn:johnny-smith}") { Rule = "number-of-another" },
        ["her son's number beside her own matter"] = new($"{AMessage.AboutSelf} Johnny's MRN is {{mrn:johnny-smith}}.") { Rule = "number-of-another" },
        ["her son's report"] = new(AMessage.AboutSelf, "application/pdf", ["Patient: Smith, Johnny\tDOB: {born:johnny-smith}"]) { Rule = "described-patient-differs", Reason = "wrong-chart" },
        ["her son's report as a page"] = new(AMessage.AboutSelf, "text/html", () => "<!doctype html><p>Patient: Johnny Smith</p>"u8.ToArray()) { Rule = "described-patient-differs", Reason = "wrong-chart" },
        ["a scan of her son"] = new(AMessage.AboutSelf, "application/dicom", () => ADicomFile.Of("SMITH^JOHNNY", "", "")) { Rule = "described-patient-differs", Reason = "wrong-chart" },
        ["a picture that is called after her son"] = new(AMessage.AboutSelf, "image/jpeg", () => APicture.Jpeg(), "Johnny_rash.jpg") { Rule = "file-names-another" },
        ["a picture that shows her son"] = new(AMessage.AboutSelf, "image/jpeg", () => APicture.Jpeg(APicture.WithXmp(APicture.XmpShowing("Johnny Smith")))) { Rule = "picture-names-another" },
    };

    private static Dictionary<string, Case> HeldCases { get; } = new()
    {
        ["the number of a daughter whose chart she may not write in"] = new("Please renew the inhaler. MRN {mrn:emma-smith}"),
        ["a form that is called after her daughter"] = new(AMessage.AboutSelf, "application/pdf", () => APdf.Saying("School form"), "emma-smith-school-form.pdf"),
        ["her mother's list"] = new(AMessage.AboutSelf, "text/csv", () => "a,b"u8.ToArray(), "mom_meds.csv"),
        ["an emergency under her son's number"] = new("Crushing chest pain and cannot breathe right now. MRN {mrn:johnny-smith}"),
        ["a number of nobody's"] = new($"{AMessage.AboutSelf} My MRN is 987654321.") { Reason = "cannot-be-verified" },
        ["a birth date of nobody's"] = new($"{AMessage.AboutSelf} My date of birth is 9/9/1951.") { Reason = "cannot-be-verified" },
        ["a report about nobody on hand"] = new(AMessage.AboutSelf, "application/pdf", () => APdf.Saying("Patient: Peter Baker")) { Reason = "cannot-be-verified" },
        ["a locked paper"] = new(AMessage.AboutSelf, "application/pdf", () => "%PDF-1.7\nnothing"u8.ToArray()) { Reason = "cannot-be-verified" },
        ["a bomb"] = new(AMessage.AboutSelf, "application/pdf", () => APdf.Page(APdf.Plain(APdf.DeflatedBlanks(300), "/Filter /FlateDecode"))) { Reason = "cannot-be-verified" },
    };

    [Theory]
    [MemberData(nameof(Filed))]
    public async Task What_speaks_for_the_patient_or_of_nobody_is_filed(string name)
    {
        var answer = await SendAsync(FiledCases[name]);

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "completed", $"{name}: {answer.Status} {answer.Body}");
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task What_is_anothers_is_given_back_with_that_chart(string name)
    {
        var asked = AskedCases[name];
        foreach (var path in (string[])["Communication", "Communication/$check"])
        {
            var answer = await SendAsync(asked, path);

            Assert.True(answer.Status == (path == "Communication" ? 422 : 200), $"{name}: {answer.Status} {answer.Body}");
            Assert.Contains($"\"{asked.Reason ?? "about-someone-else"}\"", answer.Body, StringComparison.Ordinal);
            Assert.Contains($"\"{asked.Rule}\"", answer.Body, StringComparison.Ordinal);
            Assert.Contains("Patient/johnny-smith", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Johnny", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Held))]
    public async Task What_may_be_anothers_waits(string name)
    {
        var held = HeldCases[name];

        var answer = await SendAsync(held);

        Assert.True(answer is { Status: 201 } && (string?)answer.Json["status"] == "on-hold", $"{name}: {answer.Status} {answer.Body}");
        Assert.Equal(held.Reason ?? "about-someone-else", (string?)answer.Json["statusReason"]!["coding"]![0]!["code"]);
    }

    [Fact]
    public async Task A_strangers_number_and_a_number_of_nobodys_are_answered_alike_and_stand_in_no_address()
    {
        var number = await FillAsync("{mrn:mark-smith}");
        var answers = new List<string>();
        foreach (var mrn in (string[])[number, "987654"])
        {
            var answer = await SendAsync(new Case($"My knee hurts. Should I come in? MRN {mrn}"), "Communication/$check");
            answers.Add(answer.Body);
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Contains("number-differs", answers[0], StringComparison.Ordinal);
        Assert.Contains("POST /fhir/Patient/_search", fixture.Addresses.Lines);
        Assert.DoesNotContain(fixture.Addresses.Lines, line => line.Contains(number, StringComparison.Ordinal) || line.Contains("987654", StringComparison.Ordinal));
        Assert.DoesNotContain(fixture.Gateway.Log.Lines, line => line.Contains(number, StringComparison.Ordinal) || line.Contains("987654", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_without_identifiers_asks_the_EHR_nothing_more()
    {
        await SendAsync(new Case(AMessage.AboutSelf), "Communication/$check");
        var before = fixture.Addresses.Lines.Count;

        await SendAsync(new Case($"{AMessage.AboutSelf} It was 3/14/2019 when it began."), "Communication/$check");
        await SendAsync(new Case($"{AMessage.AboutSelf} My MRN is {{mrn:susie-smith}}."), "Communication/$check");

        Assert.DoesNotContain(fixture.Addresses.Lines.Skip(before), line => line.Contains("Patient/_search", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_evidence_of_a_number_points_at_its_words()
    {
        var answer = await SendAsync(new Case("Please renew it. MRN {mrn:johnny-smith}"));

        var evidence = answer.Json["issue"]![0]!["extension"]!.AsArray().First(one => one!.ToJsonString().Contains("number-of-another", StringComparison.Ordinal))!["extension"]!.AsArray();
        Assert.Equal("Communication.payload[0].content", (string?)evidence.First(part => (string?)part!["url"] == "expression")!["valueString"]);
        Assert.Equal(17, (int?)evidence.First(part => (string?)part!["url"] == "start")!["valueUnsignedInt"]);
    }

    private async Task<Answer> SendAsync(Case @case, string path = "Communication")
    {
        var payload = new JsonArray(new JsonObject { ["contentString"] = await FillAsync(@case.Text) });
        if (@case.ContentType is not null)
        {
            var content = @case.Content?.Invoke() ?? APdf.Saying([.. await Task.WhenAll(@case.Lines.Select(FillAsync))]);
            var attachment = new JsonObject { ["contentType"] = @case.ContentType, ["data"] = Convert.ToBase64String(content) };
            payload.Add((JsonNode)new JsonObject { ["contentAttachment"] = @case.Title is null ? attachment : attachment.With("title", @case.Title) });
        }

        var message = AMessage.From(@case.User, @case.Chart).With("payload", payload);
        return await fixture.Gateway.SendAsync(HttpMethod.Post, path, await fixture.Gateway.Ehr.TokenAsync(@case.User, @case.Chart), message.ToJsonString());
    }

    private async Task<string> FillAsync(string text)
    {
        foreach (Match place in Regex.Matches(text, @"\{(mrn|born|born-long):([a-z-]+)\}"))
        {
            var chart = await fixture.Gateway.Ehr.GetAsync($"Patient/{place.Groups[2].Value}", await fixture.Gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
            var born = DateOnly.Parse(chart.GetProperty("birthDate").GetString()!, CultureInfo.InvariantCulture);
            var value = place.Groups[1].Value switch
            {
                "mrn" => chart.GetProperty("identifier")[0].GetProperty("value").GetString()!,
                "born" => born.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
                _ => born.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture),
            };
            text = text.Replace(place.Value, value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A message, what is attached to it, and what is expected.</summary>
    private sealed record Case(string Text, string? ContentType = null, Func<byte[]>? Content = null, string? Title = null)
    {
        public Case(string text, string contentType, string[] lines)
            : this(text, contentType) => Lines = lines;

        /// <summary>Of a paper, to be filled in.</summary>
        public IReadOnlyList<string> Lines { get; } = [];

        public string User { get; init; } = "susie-smith";

        public string Chart { get; init; } = "susie-smith";

        public string? Rule { get; init; }

        public string? Reason { get; init; }
    }

    /// <summary>One system for all tests here, with what its EHR is asked.</summary>
    public sealed class Listening : IAsyncLifetime
    {
        internal RecordedAddresses Addresses { get; } = new();

        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await RunningGateway.StartAsync(configureEhr: Addresses.Attach);

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
