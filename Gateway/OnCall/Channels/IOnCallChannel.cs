using Gateway.References;
using Gateway.Rotas;

namespace Gateway.OnCall.Channels;

/// <summary>A way to tell somebody on call. What is sent again under the same key must be known as the same.</summary>
internal interface IOnCallChannel
{
    /// <summary>Its name in the store and in metrics.</summary>
    string Name { get; }

    /// <summary>Whether it can tell that person, role or team.</summary>
    bool Reaches(ResourceKey who, OnCallRules rules);

    /// <summary>Tells; null once it is told, else why not, as a code.</summary>
    Task<string?> SendAsync(Page page, OnCallRules rules, CancellationToken cancellationToken);
}
