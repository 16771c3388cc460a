using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.Faults;

/// <summary>Who the EHR says that it is to those who come by TLS, and the connections that they have; with the fault <c>tls</c> its certificate has ended.</summary>
internal sealed class TlsDoor(SandboxOptions options, FaultBoard board)
{
    private readonly ConcurrentDictionary<Connection, Action> _open = [];

    private readonly Lazy<(X509Certificate2 Valid, X509Certificate2 Ended)> _certificates = new(() =>
    {
        using var authority = X509Certificate2.CreateFromPemFile(options.EhrAuthorityFile);
        return (EhrCertificates.ForLoopback(authority, days: 365), EhrCertificates.ForLoopback(authority, days: -1));
    });

    public bool IsThere => options.TlsPort is not null;

    /// <summary>What the connection that is made now is shown.</summary>
    public X509Certificate2 Certificate => board.TakeConnection() ? _certificates.Value.Ended : _certificates.Value.Valid;

    /// <summary>Knows a connection until that is given back.</summary>
    public IDisposable Keep(Action hangUp)
    {
        var connection = new Connection(this);
        _open[connection] = hangUp;
        return connection;
    }

    /// <summary>Ends every connection: whoever comes back is shown a certificate again.</summary>
    public void HangUp()
    {
        foreach (var hangUp in _open.Values)
        {
            hangUp();
        }
    }

    private sealed class Connection(TlsDoor door) : IDisposable
    {
        public void Dispose() => door._open.TryRemove(this, out _);
    }
}
