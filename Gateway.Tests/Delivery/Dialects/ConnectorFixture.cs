using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Tests.Support;
using global::Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>A simulated EHR of one flavour, and the connector that the settings of the sandbox choose for it.</summary>
public abstract class ConnectorFixture : IAsyncLifetime
{
    private readonly EhrFlavour flavour;
    private readonly List<WebApplication> apps = [];

    private protected ConnectorFixture(EhrFlavour flavour) => this.flavour = flavour;

    internal RunningEhr Ehr { get; private set; } = null!;

    /// <summary>The connector, with more patience than a busy machine needs.</summary>
    internal IEhrConnector Connector { get; private set; } = null!;

    /// <summary>The same, for an EHR that never answers.</summary>
    internal IEhrConnector Impatient { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ehr = await RunningEhr.StartAsync(flavour: flavour, withTls: true);
        Connector = await ConnectedAsync(timeoutSeconds: 60);
        Impatient = await ConnectedAsync(timeoutSeconds: 2);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }

        await Ehr.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // Signed in, and the EHR awake, before a test counts on an answer in time.
    private async Task<IEhrConnector> ConnectedAsync(int timeoutSeconds)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // Where documents go by TLS, people are looked up in the clear: what fails is then the way of the document.
            ["Ehr:FhirBase"] = flavour == EhrFlavour.Hl7v2 ? Ehr.FhirBase : Ehr.Options.EhrFhirBaseOfGateway,
            ["Ehr:KeyFile"] = Ehr.KeyFile,
            ["Ehr:TimeoutSeconds"] = $"{timeoutSeconds}",
            ["Delivery:LeaseSeconds"] = "300",
        });
        builder.Configuration.AddInMemoryCollection(GatewaySettings.Connector(Ehr.Options));
        builder.AddConnections();
        DeliverySetup.AddSending(builder.Services);
        var app = builder.Build();
        apps.Add(app);
        var ehr = app.Services.GetRequiredService<EhrClient>();
        for (var attempt = 0; attempt < 60; attempt++)
        {
            if (await ehr.ReadAsync("Patient/susie-smith", TestContext.Current.CancellationToken) is EhrAnswer.Found)
            {
                return app.Services.GetRequiredService<IEhrConnector>();
            }
        }

        throw new Xunit.Sdk.XunitException("The simulated EHR did not answer.");
    }

    /// <summary>What the EHR holds that has that text in it, oldest first.</summary>
    internal IReadOnlyList<string> Holding(string text) => Ehr.Holding(text);
}

/// <summary>FHIR R4 as it is written.</summary>
public sealed class GenericEhr() : ConnectorFixture(EhrFlavour.Generic);

/// <summary>In Epic's manner.</summary>
public sealed class EpicEhr() : ConnectorFixture(EhrFlavour.Epic);

/// <summary>In Oracle's manner.</summary>
public sealed class OracleEhr() : ConnectorFixture(EhrFlavour.Oracle);

/// <summary>HL7 v2 documents over MLLP.</summary>
public sealed class Hl7v2Ehr() : ConnectorFixture(EhrFlavour.Hl7v2);
