using Gateway.Tests.AddOn.Patients;
using Gateway.Tests.Inbox;
using Gateway.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>What clinicians do without: in some EHRs' frames no script runs.</summary>
[Collection(PatientsHouse.Name)]
public sealed class NoScriptTests(PatientsFixture fixture)
{
    [Fact]
    public async Task Without_script_a_clinician_reads_looks_through_and_answers()
    {
        var (message, task) = await new InboxDesk(fixture.AddOn.Gateway).SendAsync("My left ankle is stiff in the mornings since a week. Should I come in?");
        await using var browser = await fixture.BrowserAsync(script: false);
        var page = await fixture.AddOn.LaunchAsync(browser, "nurse-kim", "susie-smith");
        await page.Locator($"ol.list a[href$='/inbox/{task}']").ClickAsync();
        await Assertions.Expect(page.Locator(".talk .said").Last).ToContainTextAsync("My left ankle");
        await page.FillAsync("#text", "Please come in on Monday.");
        await page.Button("Look through it first").ClickAsync();
        await Assertions.Expect(page.Locator(".sheet .said")).ToHaveTextAsync("Please come in on Monday.");
        await page.Locator("button[value=send]").ClickAsync();

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Your answer was sent");
        var replies = await fixture.AddOn.Gateway.GetAsync($"Communication?in-response-to={message}", fixture.AddOn.Gateway.TokenOf("system/*.rs"));
        Assert.Equal("Please come in on Monday.", (string?)Assert.Single(replies.Json["entry"]!.AsArray())!["resource"]!["payload"]![0]!["contentString"]);
    }
}
