using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>The API documents as JSON: made when one is first asked for, and kept.</summary>
internal sealed class ApiDocuments(IServiceProvider services, SignInSchemes signIn)
{
    private readonly ConcurrentDictionary<string, byte[]> kept = new(StringComparer.Ordinal);

    public async ValueTask<ReadOnlyMemory<byte>> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(name, out var known))
        {
            return known;
        }

        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name).GetOpenApiDocumentAsync(cancellationToken);
        // 3.0: gateways and generators that customers use take it, and not all take 3.1.
        var content = Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0, cancellationToken));
        if (document.Components?.SecuritySchemes is not { Count: > 0 } schemes || signIn.AreAll(schemes))
        {
            kept[name] = content;
        }

        return content;
    }
}
