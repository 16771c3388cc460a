using Gateway.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Connections;

/// <summary>The real connection to an EHR, set up as the gateway sets it up.</summary>
internal sealed class ConnectedHost(WebApplication app) : IAsyncDisposable
{
    public static ConnectedHost To(Uri fhirBase, string? keyFile = null, Uri? tokenEndpoint = null, TimeProvider? clock = null, params (string Key, string Value)[] more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ehr:FhirBase"] = fhirBase.OriginalString,
            ["Ehr:TimeoutSeconds"] = "30",
            ["Ehr:KeyFile"] = keyFile,
            ["Ehr:TokenEndpoint"] = tokenEndpoint?.OriginalString,
        });
        builder.Configuration.AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddConnections();
        return new ConnectedHost(builder.Build());
    }

    /// <summary>With parts of the test's own, and no key in a file.</summary>
    public static ConnectedHost To(Uri fhirBase, Action<IServiceCollection> configure, params (string Key, string Value)[] more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ehr:FhirBase"] = fhirBase.OriginalString, ["Ehr:TimeoutSeconds"] = "30" });
        builder.Configuration.AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        configure(builder.Services);
        builder.AddConnections();
        return new ConnectedHost(builder.Build());
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Why this configuration stops the start; none when it does not.</summary>
    public IEnumerable<string> Complaints()
    {
        try
        {
            _ = Get<IOptions<EhrOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
