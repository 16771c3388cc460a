using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Rotas;

/// <summary>Who is told of an emergency, in which order and how often, until somebody acknowledges it: policy data.</summary>
/// <param name="RepeatMinutes">How long after it was told, it is told again.</param>
/// <param name="SlowestRepeatMinutes">Once the chain is at its end the repeats grow apart up to this; they never stop.</param>
/// <param name="Chain">Who is told, from the first on; who was reached stays told.</param>
/// <param name="Rotas">The rotas that the chain names.</param>
/// <param name="Contacts">Addresses of those on call, for channels that need one.</param>
internal sealed record OnCallRules(
    double RepeatMinutes,
    double SlowestRepeatMinutes,
    ImmutableArray<ChainLevel> Chain,
    ImmutableDictionary<string, Rota> Rotas,
    ImmutableArray<Contact> Contacts)
{
    public TimeSpan Repeat => TimeSpan.FromMinutes(RepeatMinutes);

    public TimeSpan SlowestRepeat => TimeSpan.FromMinutes(SlowestRepeatMinutes);

    /// <summary>The mail address of somebody; none if the policy knows none.</summary>
    public string? MailOf(ResourceKey who) => Contacts.FirstOrDefault(contact => contact.Who == who)?.Mail;
}

/// <summary>One step up the chain.</summary>
/// <param name="Rota">The rota that says who it is.</param>
/// <param name="AfterMinutes">How long after the alert it is reached, if nobody has acknowledged until then.</param>
internal sealed record ChainLevel(string Rota, double AfterMinutes)
{
    public TimeSpan After => TimeSpan.FromMinutes(AfterMinutes);
}

/// <summary>Where somebody who may be on call is reached.</summary>
internal sealed record Contact(ResourceKey Who, string Mail);
