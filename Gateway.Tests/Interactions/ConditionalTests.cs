using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

public sealed class ConditionalTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    [Fact]
    public async Task Of_many_who_create_under_one_condition_a_single_one_does()
    {
        var token = await SystemAsync();
        var name = NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ =>
            CreateAsync(Named(ARequest(), name), token, ("If-None-Exist", $"identifier=urn:clinic:requests|{name}"))));

        Assert.Equal([200, 201], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Single(answers.Select(answer => answer.Id).Distinct());
    }

    [Fact]
    public async Task A_message_is_created_under_a_condition_once_and_filed_once()
    {
        var susie = await SusieAsync();
        var name = NewName();
        var message = Named(AMessage.From("susie-smith", "susie-smith"), name);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            CreateAsync(message, susie, ("If-None-Exist", $"identifier=urn:clinic:requests|{name}"))));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(15, answers.Count(answer => answer.Status == 200));
        await Gateway.FiledOnceAsync(answers[0].Id);
    }

    [Fact]
    public async Task A_condition_that_more_than_one_meets_is_refused()
    {
        var token = await SystemAsync();
        var name = NewName();
        await CreateAsync(Named(ARequest(), name), token);
        await CreateAsync(Named(ARequest(), name), token);

        Assert.Equal(412, (await CreateAsync(Named(ARequest(), name), token, ("If-None-Exist", $"identifier={name}"))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("shoe-size=9")]
    [InlineData("_count=1")]
    [InlineData("identifier:loudly=1")]
    public async Task A_condition_that_is_not_understood_is_refused_and_never_ignored(string condition) =>
        Assert.Equal(400, (await CreateAsync(ARequest(), await SystemAsync(), ("If-None-Exist", condition))).Status);

    [Fact]
    public async Task A_condition_whose_resource_is_gone_creates_again()
    {
        var token = await SystemAsync();
        var name = NewName();
        var condition = ("If-None-Exist", $"identifier=urn:clinic:requests|{name}");
        var first = await CreateAsync(Named(ARequest(), name), token, condition);
        await Gateway.SendAsync(HttpMethod.Delete, $"CommunicationRequest/{first.Id}", token);

        var second = await CreateAsync(Named(ARequest(), name), token, condition);

        Assert.Equal(201, second.Status);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_condition_sees_what_its_caller_may_see_and_nothing_else()
    {
        var name = NewName();
        await CreateAsync(Named(ARequest("mark-smith"), name), await SystemAsync(), ("If-None-Exist", $"identifier={name}"));

        Assert.Equal(201, (await CreateAsync(Named(ARequest(), name), await SusieAsync(), ("If-None-Exist", $"identifier={name}"))).Status);
        Assert.Equal(403, (await CreateAsync(Named(ARequest(), name), await SusieAsync("patient/*.cr"), ("If-None-Exist", $"identifier={name}"))).Status);
    }

    [Fact]
    public async Task An_update_of_what_a_search_finds_creates_updates_or_refuses()
    {
        var token = await SystemAsync();
        var name = NewName();
        var path = $"CommunicationRequest?identifier=urn:clinic:requests|{name}";

        var created = await PutAsync(path, Named(ARequest(), name), token);
        var updated = await PutAsync(path, Named(ARequest(status: "active"), name), token);
        var misnamed = await PutAsync(path, Named(ARequest(status: "active"), name).With("id", "another"), token);
        await CreateAsync(Named(ARequest(), name), token);
        var several = await PutAsync(path, Named(ARequest(), name), token);

        Assert.Equal((201, 200, 400, 412), (created.Status, updated.Status, misnamed.Status, several.Status));
        Assert.Equal((created.Id, "W/\"2\""), (updated.Id, updated.Headers["ETag"]));
    }

    [Fact]
    public async Task Many_updates_under_one_condition_make_one_resource()
    {
        var token = await SystemAsync();
        var name = NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            PutAsync($"CommunicationRequest?identifier=urn:clinic:requests|{name}", Named(ARequest(), name), token)));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Single(answers.Select(answer => answer.Id).Distinct());
    }

    [Fact]
    public async Task A_read_of_what_the_client_has_is_answered_in_a_line()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        var path = $"CommunicationRequest/{created.Id}";

        var known = await Gateway.SendAsync(HttpMethod.Get, path, token, headers: ("If-None-Match", "W/\"1\""));
        var other = await Gateway.SendAsync(HttpMethod.Get, path, token, headers: ("If-None-Match", "W/\"2\""));

        Assert.Equal((304, 200), (known.Status, other.Status));
    }
}
