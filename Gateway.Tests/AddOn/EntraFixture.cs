using Gateway.Tests.Access.Issuers;
using Gateway.Tests.Browser;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartApp.Launch.Entra;

namespace Gateway.Tests.AddOn;

/// <summary>One running house with a tenant of Entra ID beside it, and a browser that finds that under its real name.</summary>
public sealed class EntraFixture : IAsyncLifetime
{
    private readonly ChromiumFixture chromium = new();

    internal FakeEntra Entra { get; private set; } = null!;

    internal RunningAddOn AddOn { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Entra = await FakeEntra.StartAsync();
        AddOn = await RunningAddOn.StartAsync(builder => Configure(builder, ("ClientSecret", FakeEntra.Secret)), gateway =>
        {
            gateway.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Access:Issuers:1:Kind"] = "EntraId",
                ["Access:Issuers:1:Issuer"] = FakeEntra.Issuer,
                ["Access:Issuers:1:Audience"] = FakeEntra.Gateway,
                ["Access:Issuers:1:Grants:0:UserRole"] = "Gateway.Operator",
                ["Access:Issuers:1:Grants:0:Gives"] = "gateway/operate gateway/deliver",
                ["Access:Issuers:1:Grants:1:UserRole"] = "Gateway.Auditor",
                ["Access:Issuers:1:Grants:1:Gives"] = "gateway/audit user/AuditEvent.rs user/Provenance.rs",
            });
            gateway.Services.Configure<JwtBearerOptions>(FakeEntra.Issuer, bearer => bearer.BackchannelHttpHandler = Entra.Way());
        });
        Entra.RedirectUri = new Uri(AddOn.Url, EntraSetup.Callback).ToString();
    }

    /// <summary>Gives an add-on its registration at the tenant, and its requests their way there.</summary>
    internal void Configure(WebApplicationBuilder builder, params (string Key, string Value)[] settings)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Entra:TenantId"] = FakeEntra.Tenant,
            ["Entra:ClientId"] = FakeEntra.AddOn,
            ["Entra:Scope"] = FakeEntra.Scope,
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => $"Entra:{setting.Key}", setting => (string?)setting.Value));
        builder.Services.PostConfigure<OpenIdConnectOptions>(EntraSetup.SchemeName, connect => connect.BackchannelHttpHandler = Entra.Way());
        builder.Services.AddHttpClient(string.Empty).ConfigurePrimaryHttpMessageHandler(Entra.Way);
    }

    internal Task<IBrowserContext> BrowserAsync()
        => chromium.OpenAsync(new BrowserNewContextOptions { Locale = "en", IgnoreHTTPSErrors = true }, Entra.BrowserSwitch);

    /// <summary>Comes from the add-on to the directory's page, and chooses an account there.</summary>
    internal async Task<IPage> ChooseAsync(IBrowserContext browser, string account, string start = "operations")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(AddOn.Url, $"/start/entra/{start}").ToString());
        await page.ReachesAsync($"^https://{FakeEntra.Host}/");
        Assert.Contains("Pick an account", await page.ContentAsync(), StringComparison.Ordinal);
        await page.ClickAsync($"#{account}");
        await page.ReachesAsync($"^{AddOn.Url}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await AddOn.DisposeAsync();
        await Entra.DisposeAsync();
    }
}
