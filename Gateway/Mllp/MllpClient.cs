using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Gateway.Mllp;

/// <summary>Sends messages to one receiver over a few kept connections. What a connection did not answer as it should ends it; the next message opens another.</summary>
internal sealed class MllpClient(MllpEndpoint endpoint, int connections, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentBag<MllpConnection> idle = [];
    private readonly SemaphoreSlim places = new(connections);

    /// <summary>Sends once. Nothing is repeated here: an unanswered message may have arrived.</summary>
    /// <param name="message">Without its frame.</param>
    /// <param name="answers">Whether a frame answers this message. If not, what else comes on that connection cannot be told apart either.</param>
    /// <param name="cancellationToken">The caller's own; the timeout applies besides.</param>
    public async Task<MllpAnswer> AskAsync(ReadOnlyMemory<byte> message, Func<byte[], bool> answers, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await places.WaitAsync(either.Token);
            try
            {
                return await AskInPlaceAsync(message, answers, either.Token);
            }
            finally
            {
                places.Release();
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new MllpAnswer.None(CodeOf(fault));
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        places.Dispose();
    }

    private async Task<MllpAnswer> AskInPlaceAsync(ReadOnlyMemory<byte> message, Func<byte[], bool> answers, CancellationToken cancellationToken)
    {
        var connection = Kept() ?? await MllpConnection.OpenAsync(endpoint, cancellationToken);
        var isKept = false;
        try
        {
            var answer = await connection.AskAsync(message, cancellationToken);
            isKept = answer is MllpAnswer.Frame { Content: var frame } && answers(frame);
            return answer;
        }
        finally
        {
            if (isKept)
            {
                idle.Add(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    // A receiver hangs up on a connection that was idle for long; that is no fault of the next message.
    private MllpConnection? Kept()
    {
        while (idle.TryTake(out var connection))
        {
            if (connection.IsQuiet)
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    private static string CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => MllpFault.Timeout,
        AuthenticationException => MllpFault.Tls,
        _ => MllpFault.Unreachable,
    };
}
