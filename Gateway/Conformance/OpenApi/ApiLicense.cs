using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>The license under which the product and its documents are.</summary>
internal static class ApiLicense
{
    public static OpenApiLicense Describe() => new() { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") };
}
