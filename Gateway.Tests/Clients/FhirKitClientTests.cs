using Gateway.Tests.Support;

namespace Gateway.Tests.Clients;

/// <summary>A client that others wrote finds all that it knows of FHIR's interactions.</summary>
public sealed class FhirKitClientTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Fhir_kit_client_does_every_interaction()
    {
        var gateway = fixture.Gateway;
        var run = await NodeRun.OfAsync("fhir-kit-client.mjs", new Dictionary<string, string>
        {
            ["FHIR_BASE"] = gateway.FhirBase,
            ["PATIENT"] = "susie-smith",
            ["PATIENT_TOKEN"] = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds"),
            ["SYSTEM_TOKEN"] = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds"),
        });

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.NotEmpty(run.Output);
        var failed = run.Output.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ToArray();
        Assert.True(failed.Length == 0, string.Join('\n', failed));
    }
}
