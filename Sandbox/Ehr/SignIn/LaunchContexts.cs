using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Sandbox.Ehr.SignIn;

/// <summary>What was open in the EHR when an app was launched from it, under the opaque <c>launch</c> that the app hands back.</summary>
internal sealed class LaunchContexts
{
    private readonly ConcurrentDictionary<string, LaunchContext> _known = new();

    public string Begin(LaunchContext context)
    {
        var launch = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _known[launch] = context;
        return launch;
    }

    public LaunchContext? Find(string? launch) => launch is not null && _known.TryGetValue(launch, out var context) ? context : null;
}
