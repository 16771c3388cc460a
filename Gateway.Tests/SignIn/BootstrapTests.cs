using Gateway.Tests.Support;

namespace Gateway.Tests.SignIn;

/// <summary>How the first operator gets in, and how keys follow each other.</summary>
public sealed class BootstrapTests
{
    [Fact]
    public async Task The_configured_client_registers_the_first_one_and_can_do_nothing_else()
    {
        using var first = new ASystem { Id = "first-operator" };
        using var system = new ASystem();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, first.Jwks().ToJsonString(), TestContext.Current.CancellationToken);
        await using var gateway = await RunningGateway.StartAsync(builder =>
        {
            builder.Configuration["SignIn:Bootstrap:ClientId"] = first.Id;
            builder.Configuration["SignIn:Bootstrap:JwksFile"] = file;
        });

        var token = await gateway.SignInAsync(first, "gateway/operate system/*.cruds");
        var registered = await gateway.AdminAsync(HttpMethod.Post, "", system.Registration(), token);

        Assert.Equal(201, registered.Status);
        Assert.Equal(403, (await gateway.GetAsync("Communication", token)).Status);
        Assert.Equal(200, (await gateway.GetAsync("Communication", await gateway.SignInAsync(system, "system/Communication.rs"))).Status);
        File.Delete(file);
    }

    [Fact]
    public async Task Tokens_of_an_older_key_are_taken_while_it_is_listed()
    {
        using var system = new ASystem();
        await using var gateway = await RunningGateway.StartAsync(startGateway: false);
        await gateway.StartGatewayAsync();
        await gateway.RegisterAsync(system.Registration());
        var old = await gateway.SignInAsync(system, "system/Communication.rs");
        await gateway.StopGatewayAsync();

        var newer = $"{gateway.Ehr.Options.GatewaySignInKeyFile}.new";
        using (var key = System.Security.Cryptography.RSA.Create(2048))
        {
            await File.WriteAllTextAsync(newer, key.ExportRSAPrivateKeyPem(), TestContext.Current.CancellationToken);
        }

        gateway.Settings["SignIn:KeyFiles:0"] = newer;
        gateway.Settings["SignIn:KeyFiles:1"] = gateway.Ehr.Options.GatewaySignInKeyFile;
        await gateway.StartGatewayAsync();

        Assert.Equal(200, (await gateway.GetAsync("Communication", old)).Status);
        Assert.Equal(200, (await gateway.GetAsync("Communication", await gateway.SignInAsync(system, "system/Communication.rs"))).Status);
        await gateway.StopGatewayAsync();

        gateway.Settings.Remove("SignIn:KeyFiles:1");
        await gateway.StartGatewayAsync();

        Assert.Equal(401, (await gateway.GetAsync("Communication", old)).Status);
    }
}
