using Gateway.Tests.DeadLetters;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>What each of them comes for is done without a mouse, and after each step the page goes on where it says what became of it.</summary>
public sealed class KeyboardTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    [Fact]
    public async Task A_patient_writes_finds_and_changes_charts()
    {
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AddOn.SignInAsync(browser, "susie-smith");
        await page.KeyAsync("New message");
        await page.WriteAsync("Your message", " ");
        await page.KeyAsync("Send");
        await page.ArrivesAtAsync("There is nothing to send yet");

        await page.WriteAsync("Your message", "My right shoulder has hurt since yesterday, about 3 of 10, warmth helps a little. Should I come in?");
        await page.KeyAsync("Send", "Space");
        await page.ArrivesAtAsync("Your message was sent");

        await page.KeyAsync("All messages");
        await page.WriteAsync("Words in a message", "shoulder");
        await page.KeyAsync("Search");
        await page.ArrivesAtAsync("Conversations found: 1");

        await page.KeyAsync("Change");
        await page.KeyAsync("Open messages of Johnny Smith", "Space");
        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("Johnny Smith");
    }

    [Fact]
    public async Task A_clinician_takes_answers_and_passes_on()
    {
        await clinic.WritesAsync("mark-smith", "My left heel has hurt in the mornings for two weeks. Should I see somebody?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AtAsync(browser, "nurse-kim", "mark-smith");
        var address = await page.Locator("ol.list > li", new() { HasText = "My left heel" }).GetByRole(AriaRole.Link).GetAttributeAsync("href");
        for (var link = ""; link != address; link = await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"))
        {
            await page.TabToAsync("Mark Smith");
        }

        await page.GoAsync();
        await page.KeyAsync("I take it");
        await page.ArrivesAtAsync("You have it now.");
        await page.WriteAsync("Your answer to Mark Smith", "Please stretch it three times a day, and write again in a week.");
        await page.KeyAsync("Look through it first", "Space");
        await page.ArrivesAtAsync("What Mark Smith will see");
        await page.KeyAsync("Send");
        await page.ArrivesAtAsync("Your answer was sent.");
        await page.WriteAsync("Minutes", "3");
        await page.KeyAsync("Record");
        await page.ArrivesAtAsync("It was saved.");

        await clinic.WritesAsync("robert-smith-sr", "My right heel has hurt in the mornings for two weeks. Should I see somebody?");
        page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-sr", "My right heel");
        await page.KeyAsync("Scheduling");
        await page.ArrivesAtAsync("It was passed on.");
    }

    [Fact]
    public async Task A_reviewer_takes_reads_and_decides()
    {
        Assert.Equal("on-hold", (string?)(await clinic.WritesAsync("susie-smith", "Johnny got a fever on Thursday"))["status"]);
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AtAsync(browser, "nurse-kim", "susie-smith");
        await page.KeyAsync("Held messages");
        await page.KeyAsync("Take the most urgent one");
        await page.TabToAsync("It does belong in the chart of");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("Why");
        await page.KeyAsync("Go on");
        await page.ArrivesAtAsync("File it in the chart");
        await page.KeyAsync("Not yet");
        await page.KeyAsync("Go on");
        await page.ArrivesAtAsync("Move it to this chart?");
        await page.KeyAsync("Yes, move it");
        await page.ArrivesAtAsync("It was moved to the right chart.");
    }

    [Fact]
    public async Task An_operator_sends_again_and_tries_a_policy()
    {
        await clinic.Gateway.DeadAsync(saying: "My ankle is swollen since the match on Sunday. May I run?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AddOn.SignInAsync(browser, "admin-ode", start: "operations");
        await page.KeyAsync("Undelivered");
        await page.KeyAsync("Send again");
        await page.ArrivesAtAsync("It is being sent again.");
        await page.KeyAsync("Policy");
        await page.KeyAsync("default-1");
        await page.TabToAsync("The policy (JSON)");
        await page.KeyAsync("Check");
        await page.ArrivesAtAsync("Nothing is wrong with it.");
        await page.KeyAsync("Try on the messages", "Space");
        await page.ArrivesAtAsync("What it would change");
        await page.KeyAsync("Measures");
        await page.TabToAsync("From");
        await page.KeyAsync("Show");
        await Assertions.Expect(page.Locator("dt").First).ToHaveTextAsync("Messages");
        await Assertions.Expect(page.Locator("tbody tr").First.Locator("svg.bar").First).ToBeVisibleAsync();
    }
}
