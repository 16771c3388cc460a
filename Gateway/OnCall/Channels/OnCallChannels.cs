using System.Collections.Immutable;
using Gateway.References;
using Gateway.Rotas;

namespace Gateway.OnCall.Channels;

/// <summary>The channels that are configured.</summary>
internal sealed record OnCallChannels(ImmutableArray<IOnCallChannel> All)
{
    public IEnumerable<string> For(ResourceKey who, OnCallRules rules) => All.Where(channel => channel.Reaches(who, rules)).Select(channel => channel.Name);

    public IOnCallChannel? Find(string name) => All.FirstOrDefault(channel => channel.Name == name);
}
