using Gateway.Tests.AddOn.Patients;
using Gateway.Tests.Notifications;
using Gateway.Tests.Review;
using Gateway.Tests.Topics;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn;

/// <summary>Who runs the gateway sees who is told what happens, and has what failed tried again.</summary>
public sealed class SubscriptionsPageTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    [Fact]
    public async Task A_subscription_that_failed_stands_first_and_works_again_after_one_press()
    {
        await using var hook = await Hook.StartAsync();
        hook.Answer("portal", 503);
        var system = await clinic.Gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        var made = await clinic.Gateway.SendAsync(HttpMethod.Post, "Subscription", system, ASubscription.To("message-received", hook.At("portal"), "patient=Patient/nobody").ToJsonString());
        Assert.True(made.Status == 201, made.Body);
        await UntilAsync(made.Id, "error", system);
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AddOn.SignInAsync(browser, "admin-ode", start: "operations");
        await page.Link("Subscriptions").ClickAsync();
        var first = page.Locator(".list > li").First;
        await Expect(first).ToContainTextAsync("message-received");
        await Expect(first).ToContainTextAsync("503");
        await Expect(first.Locator(".tag.alarm")).ToHaveTextAsync("Failed");
        await Browsers.PictureAsync(page, "operator-subscriptions");

        hook.Answer("portal", null);
        await page.KeyAsync("Try again");

        await page.ArrivesAtAsync("being called");
        await UntilAsync(made.Id, "active", system);
        await page.ReloadAsync();
        await Expect(page.Locator(".list .tag.good")).ToHaveTextAsync("Works");
        await Expect(page.Button("Try again")).ToHaveCountAsync(0);
    }

    private Task<object> UntilAsync(string id, string status, string token) => ReviewFixture.UntilAsync<object>(
        async () => (string?)(await clinic.Gateway.GetAsync($"Subscription/{id}", token)).Json["status"] == status ? this : null, status);
}
