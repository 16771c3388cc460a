using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>What patients come for is done without a mouse, and after each step the page goes on where it says what became of it.</summary>
[Collection(PatientsHouse.Name)]
public sealed class PatientKeyboardTests(PatientsFixture fixture)
{
    [Fact]
    public async Task A_patient_writes_keeps_finds_and_changes_charts_and_the_language()
    {
        const string Hostile = "<img src=x onerror=alert(1)>";
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.AddOn.SignInAsync(browser, "susie-smith");
        await page.KeyAsync("New message");
        await page.WriteAsync("Your message", " ");
        await page.KeyAsync("Send");
        await page.ArrivesAtAsync("There is nothing to send yet");

        await page.WriteAsync("Your message", $"My right shoulder has hurt since yesterday, about 3 of 10, warmth helps a little. Should I come in? {Hostile}");
        await page.KeyAsync("Send", "Space");
        await page.ArrivesAtAsync("Your message was sent");
        await page.TabToAsync("Download as text");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Contains(Hostile, await File.ReadAllTextAsync((await saved.PathAsync())!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("text/plain; charset=utf-8 nosniff attachment; filename=messages.txt; filename*=UTF-8''messages.txt", await page.EvaluateAsync<string>(
            "async address => { const { headers } = await fetch(address); return ['content-type', 'x-content-type-options', 'content-disposition'].map(name => headers.get(name)).join(' '); }", saved.Url));

        await page.EvaluateAsync("() => { window.print = () => { document.title = 'on paper'; }; }");
        await page.TabToAsync("Print");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveTitleAsync("on paper");

        await page.KeyAsync("All messages");
        await page.WriteAsync("Words in a message", "shoulder");
        await page.KeyAsync("Search");
        await page.ArrivesAtAsync("Conversations found: 1");

        await page.KeyAsync("Change");
        await page.KeyAsync("Open messages of Johnny Smith", "Space");
        await Expect(page.Locator(".banner")).ToContainTextAsync("Johnny Smith");
        await page.KeyAsync("Español");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Mensajes");
        await page.KeyAsync("Cerrar sesión");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Su sesión está cerrada");
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Inicie sesión otra vez");
        Assert.Equal("es", Assert.Single(await browser.CookiesAsync(), cookie => cookie.Name == "language").Value);
        page = await fixture.AddOn.SignInAsync(browser, "susie-smith");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "es");
    }

    [Fact]
    public async Task A_patient_discards_and_says_whom_it_is_about()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.AddOn.SignInAsync(browser, "susie-smith");
        await page.KeyAsync("New message");
        await page.WriteAsync("Your message", "Never mind");
        await page.KeyAsync("Discard");
        await page.ArrivesAtAsync("Discard what you wrote?");
        await page.KeyAsync("Yes, discard it");
        await page.ReachesAsync("/messages$");

        await page.KeyAsync("New message");
        await page.WriteAsync("Your message", "Johnny got a fever tonight");
        await page.KeyAsync("Send");
        await page.ArrivesAtAsync("This is not sent yet.");
        await page.KeyAsync("It is about Johnny Smith");
        await PassOverAsync(page);
        await page.ArrivesAtAsync("with the messages of Johnny Smith");
    }

    [Fact]
    public async Task A_patient_signs_fills_in_a_box_and_answers_what_is_in_the_way()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.AddOn.SignInAsync(browser, "wei-chen");
        await page.KeyAsync("Agreement");
        await page.TabToAsync("I have read");
        await page.Keyboard.PressAsync("Space");
        await page.KeyAsync("Sign");
        await page.ArrivesAtAsync("You have signed this.");

        await page.KeyAsync("Ask for something");
        await page.KeyAsync("Ask for a refill");
        await page.WriteAsync("Which medicine do you need?", "Lisinopril");
        await page.KeyAsync("Send");
        await page.ArrivesAtAsync("answers are still needed");
        await page.WriteAsync("Which pharmacy", "CVS on Main Street");
        await page.WriteAsync("For how many days", "5");
        await page.TabToAsync("Yes");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeyAsync("Send");
        await PassOverAsync(page);
        await page.ArrivesAtAsync("Your message was sent");

        await page.KeyAsync("All messages");
        await page.KeyAsync("New message");
        await page.WriteAsync("Your message", "I have crushing chest pain that goes into my left arm");
        await Expect(page.Locator("dialog:modal")).ToBeVisibleAsync();
        await page.TabToAsync("Change what I wrote");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog:modal")).ToHaveCountAsync(0);
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await page.KeyAsync("Send");
        await Expect(page.Locator("dialog:modal")).ToBeVisibleAsync();
        await page.KeyAsync("I have called");
        await page.ArrivesAtAsync("Your message was sent");

        await page.KeyAsync("Agreement");
        await page.KeyAsync("Take back my agreement");
        await page.ArrivesAtAsync("You have taken back your agreement.");
    }

    /// <summary>What is asked for and may be left out is left out, if anything is.</summary>
    private static async Task PassOverAsync(IPage page)
    {
        if (await page.Locator("#check fieldset, #nudge-title").CountAsync() > 0)
        {
            await page.KeyAsync("Send");
        }
    }
}
