using Gateway.Tests.Support;

namespace Gateway.Tests.Access;

/// <summary>Who signs in, and for whom they act, through the front door.</summary>
public sealed class PersonJourneyTests(PersonJourneyTests.LindqvistFixture fixture) : IClassFixture<PersonJourneyTests.LindqvistFixture>
{
    private const string User = "user/*.cruds";

    private RunningGateway Gateway => fixture.Gateway;

    [Theory]
    [InlineData("Patient/nobody-at-all")]
    [InlineData("Patient/sven-lindqvist")]
    [InlineData("Patient/tobias-lindqvist")]
    [InlineData("sven-lindqvist")]
    [InlineData("Practitioner/dr-haas")]
    [InlineData("")]
    public async Task A_patient_who_is_not_theirs_is_answered_as_one_that_is_not_there(string chosen)
    {
        var answers = new List<Answer>();
        foreach (var path in (string[])["Communication", "Communication/any", "Communication/_history", "_history"])
        {
            answers.Add(await AskAsync(path, $"Patient/{Lindqvists.Ngozi}", chosen));
        }

        Assert.All(answers, answer => Assert.Equal(403, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        Assert.DoesNotContain("lindqvist", answers[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Practitioner/dr-haas")]
    [InlineData("PractitionerRole/nurse-reed-role")]
    [InlineData(null)]
    public async Task Nobody_but_patients_and_their_proxies_acts_for_a_patient(string? person) =>
        Assert.Equal(403, (await AskAsync("Communication", person, $"Patient/{Lindqvists.Ikenna}")).Status);

    [Fact]
    public async Task A_launch_is_not_left_by_a_header()
    {
        var token = Gateway.TokenOf(User, $"Patient/{Lindqvists.Ngozi}", Lindqvists.Ikenna);

        Assert.Equal(200, (await SendAsync("Communication", token, $"Patient/{Lindqvists.Ikenna}")).Status);
        Assert.Equal(403, (await SendAsync("Communication", token, $"Patient/{Lindqvists.Astrid}")).Status);
    }

    [Fact]
    public async Task A_person_with_several_charts_is_asked_to_choose()
    {
        var answer = await AskAsync("Communication", "Person/ngozi-person", null);

        Assert.Equal(403, answer.Status);
        Assert.Contains("X-Acting-For", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("lindqvist", answer.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await AskAsync("Communication", "Person/ngozi-person", $"Patient/{Lindqvists.Astrid}")).Status);
    }

    [Fact]
    public async Task A_person_who_is_two_patients_is_neither()
    {
        var answer = await AskAsync("Communication?_summary=count", "Person/two-patients-person", null);

        Assert.Equal((200, 0), (answer.Status, (int)answer.Json["total"]!));
        Assert.Equal(403, (await AskAsync("Communication", "Person/two-patients-person", $"Patient/{Lindqvists.Ngozi}")).Status);
    }

    [Fact]
    public async Task A_person_writes_under_the_names_of_her_records()
    {
        var token = Gateway.TokenOf(User, "Person/ngozi-person");
        var hers = AMessage.From(Lindqvists.Ngozi, Lindqvists.Ikenna, "Ikenna got a fever today.");

        Assert.Equal(201, (await Gateway.PostAsync(hers, token)).Status);
        Assert.Equal(201, (await Gateway.PostAsync(hers, token, ("X-Acting-For", $"Patient/{Lindqvists.Ikenna}"))).Status);
        Assert.Equal(403, (await Gateway.PostAsync(hers, token, ("X-Acting-For", $"Patient/{Lindqvists.Astrid}"))).Status);
        Assert.Equal(403, (await Gateway.PostAsync(AMessage.From(Lindqvists.Sven, Lindqvists.Ikenna, "Ikenna got a fever today."), token)).Status);
        Assert.Equal(403, (await Gateway.PostAsync(AMessage.From(Lindqvists.Ngozi, Lindqvists.Tobias, "Tobias got a fever today."), token)).Status);
    }

    [Theory]
    [InlineData("Practitioner/dr-haas")]
    [InlineData(null)]
    public async Task A_header_opens_no_chart_to_write_in_either(string? person)
    {
        var message = AMessage.From(person ?? $"Patient/{Lindqvists.Ikenna}", Lindqvists.Ikenna, "Please come in on Monday.");

        Assert.Equal(403, (await Gateway.PostAsync(message, Gateway.TokenOf(User, person), ("X-Acting-For", $"Patient/{Lindqvists.Ikenna}"))).Status);
        Assert.Equal(403, (await Gateway.SendAsync(
            HttpMethod.Post, "Communication/$check", Gateway.TokenOf(User, person), message.ToJsonString(), headers: ("X-Acting-For", $"Patient/{Lindqvists.Ikenna}"))).Status);
    }

    [Fact]
    public async Task A_related_person_writes_for_one_patient()
    {
        var token = Gateway.TokenOf(User, "RelatedPerson/ngozi-for-ikenna");

        Assert.Equal(201, (await Gateway.PostAsync(AMessage.From(Lindqvists.Ngozi, Lindqvists.Ikenna, "Ikenna got a fever today."), token)).Status);
        Assert.Equal(403, (await Gateway.PostAsync(AMessage.From(Lindqvists.Ngozi, Lindqvists.Astrid, "Astrid got a fever today."), token)).Status);
    }

    private Task<Answer> AskAsync(string path, string? person, string? chosen) => SendAsync(path, Gateway.TokenOf(User, person), chosen);

    private Task<Answer> SendAsync(string path, string token, string? chosen) =>
        Gateway.SendAsync(HttpMethod.Get, path, token, headers: chosen is null ? [] : [("X-Acting-For", chosen)]);

    /// <summary>One running system with the family in its EHR.</summary>
    public sealed class LindqvistFixture : IAsyncLifetime
    {
        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await Lindqvists.StartAsync();

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
