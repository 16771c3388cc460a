using Gateway.Tests.Support;

namespace Gateway.Tests.Inbox;

/// <summary>A pool's inbox over REST.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private RunningGateway gateway = null!;
    private InboxDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Charts:CacheSeconds"] = "0";
        await gateway.StartGatewayAsync();
        desk = new InboxDesk(gateway);
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task What_is_urgent_comes_first_and_then_what_is_promised_first()
    {
        var first = await desk.SendAsync();
        var second = await desk.SendAsync();
        var today = await desk.SendAsync(InboxDesk.Today);
        var refill = await desk.SendAsync("I need a refill of my lisinopril please, I have three tablets left.");
        await desk.CallAsync(second.Task, "claim", desk.Kim);

        Assert.Equal([today.Task, first.Task, second.Task], await desk.InboxAsync(InboxDesk.Nurses, desk.Kim));
        Assert.Equal([today.Task, first.Task], await desk.InboxAsync(InboxDesk.Nurses, desk.Kim, "claimed=false"));
        Assert.Equal([second.Task], await desk.InboxAsync(InboxDesk.Nurses, desk.Kim, "claimed=true"));
        Assert.Equal([refill.Task], await desk.InboxAsync(InboxDesk.Refills, desk.Kim));
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_skip_while_others_come()
    {
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            sent.Add((await desk.SendAsync()).Task);
        }

        var page = await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}&_count=2", desk.Kim);
        Assert.Equal(5, (int?)page.Json["total"]);
        await desk.SendAsync(InboxDesk.Today);
        var seen = InboxDesk.IdsIn(page).ToList();
        while (NextOf(page) is { } next)
        {
            page = await desk.GetAsync(next[(gateway.FhirBase.Length + 1)..], desk.Kim);
            seen.AddRange(InboxDesk.IdsIn(page));
        }

        Assert.Equal(sent, seen);
    }

    [Fact]
    public async Task The_members_of_a_pool_see_its_inbox_and_nobody_else()
    {
        await desk.SendAsync();

        Assert.Equal(403, (await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", desk.Park)).Status);
        Assert.Equal(403, (await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", await desk.SusieAsync())).Status);
        Assert.Equal(403, (await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", gateway.TokenOf("user/Communication.rs", "Practitioner/nurse-kim"))).Status);
        Assert.Equal(403, (await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", gateway.TokenOf("system/*.cruds gateway/operate"))).Status);
        Assert.Equal(200, (await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", gateway.TokenOf("system/Task.s"))).Status);
        Assert.Equal(200, (await desk.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", gateway.TokenOf("user/Task.s", "PractitionerRole/nurse-kim-role"))).Status);
        await gateway.Ehr.FaultAsync("down");
        Assert.Equal(503, (await gateway.GetAsync($"Task/$inbox?pool={InboxDesk.Nurses}", desk.Kim)).Status);
    }

    [Theory]
    [InlineData("mine=perhaps")]
    [InlineData("messages=1")]
    [InlineData("pool=nobody")]
    [InlineData("pool=CareTeam/pool-refill&claimed=perhaps")]
    [InlineData("pool=CareTeam/pool-refill&_count=0")]
    [InlineData("pool=CareTeam/pool-refill&_after=x~y~z")]
    [InlineData("pool=CareTeam/pool-refill&colour=red")]
    public async Task What_is_not_understood_is_refused_with_a_sentence(string query)
    {
        var answer = await desk.GetAsync($"Task/$inbox?{query}", desk.Kim);

        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["issue"]![0]!["details"]!["text"]);
    }

    private static string? NextOf(Answer page) => page.Json["link"]!.AsArray()
        .Where(link => (string?)link!["relation"] == "next").Select(link => (string?)link!["url"]).SingleOrDefault();
}
