using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>
/// How long a process that is told to stop may take: above the longest send, or the send in hand would be cut off, wait for the end of its lease and be looked for
/// in the EHR.
/// </summary>
internal sealed class StopLimit(SendLimit send, IOptions<HostOptions> host) : IHostedService
{
    // Requests end meanwhile; what remains is the last outcomes and the silo.
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(15);

    public TimeSpan Longest => send.Longest + _margin;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not where options are configured: the host reads these while it is built, before anybody says which settings are wrong.
        if (host.Value.ShutdownTimeout < Longest)
        {
            host.Value.ShutdownTimeout = Longest;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
