using System.Globalization;
using System.Net.Mail;
using Gateway.References;
using NodaTime;

namespace Gateway.Rotas;

/// <summary>Finds what is wrong with the rules of being on call before an emergency does. Pure.</summary>
internal static class OnCallFaults
{
    private const double LongestMinutes = 24 * 60;

    private static readonly string[] Kinds = ["Practitioner", "PractitionerRole", "CareTeam", "Organization", "HealthcareService"];

    /// <summary>Sentences for whoever wrote the policy, each with its place as a JSON Pointer.</summary>
    public static IEnumerable<(string Pointer, string Sentence)> In(OnCallRules rules) =>
    [
        .. InTimes(rules),
        .. InChain(rules),
        .. rules.Rotas.OrderBy(rota => rota.Key, StringComparer.Ordinal).SelectMany(rota => InRota(rota.Value, $"/onCall/rotas/{rota.Key}")),
        .. rules.Contacts.Index().SelectMany(contact => InContact(contact.Item, Place("/onCall/contacts", contact.Index))),
    ];

    private static IEnumerable<(string Pointer, string Sentence)> InTimes(OnCallRules rules)
    {
        if (rules.RepeatMinutes is not (> 0 and <= LongestMinutes))
        {
            yield return ("/onCall/repeatMinutes", "More than 0 minutes are needed, and a day at most.");
        }

        if (rules.SlowestRepeatMinutes is not <= LongestMinutes || rules.SlowestRepeatMinutes < rules.RepeatMinutes)
        {
            yield return ("/onCall/slowestRepeatMinutes", "It is repeatMinutes at least, and a day at most.");
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> InChain(OnCallRules rules)
    {
        if (rules.Chain.IsEmpty || rules.Chain[0].AfterMinutes != 0)
        {
            yield return ("/onCall/chain", "It begins with somebody who is told at once, after 0 minutes.");
        }

        foreach (var (index, level) in rules.Chain.Index())
        {
            if (!rules.Rotas.ContainsKey(level.Rota))
            {
                yield return ($"{Place("/onCall/chain", index)}/rota", "There is no such rota.");
            }

            if (!double.IsFinite(level.AfterMinutes) || (index > 0 && level.AfterMinutes <= rules.Chain[index - 1].AfterMinutes) || level.AfterMinutes > LongestMinutes)
            {
                yield return ($"{Place("/onCall/chain", index)}/afterMinutes", "Each level is later than the one before, and a day after the alert at most.");
            }
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> InRota(Rota rota, string place)
    {
        if (rota.Fallback is null)
        {
            foreach (var gap in RotaGaps.Of(rota.Shifts))
            {
                yield return ($"{place}", $"Nobody is on call from {gap}, and there is no fallback.");
            }
        }

        foreach (var (index, shift) in rota.Shifts.Index())
        {
            if (shift.Days.IsDefaultOrEmpty || shift.Days.Contains(IsoDayOfWeek.None))
            {
                yield return ($"{Place($"{place}/shifts", index)}/days", "One weekday or more is needed.");
            }
        }

        foreach (var (index, cover) in rota.Cover.Index())
        {
            if (cover.Until <= cover.From)
            {
                yield return ($"{Place($"{place}/cover", index)}/until", "It ends after it begins.");
            }
        }

        foreach (var (name, who) in Named(rota))
        {
            if (!Kinds.Contains(who.Type))
            {
                yield return ($"{place}/{name}", $"On call is one of {string.Join(", ", Kinds)}.");
            }
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> InContact(Contact contact, string place)
    {
        if (!MailAddress.TryCreate(contact.Mail, out var address) || address.Address != contact.Mail)
        {
            yield return ($"{place}/mail", "A mail address is needed, as on-call@example.org.");
        }
    }

    private static IEnumerable<(string Name, ResourceKey Who)> Named(Rota rota) =>
    [
        .. rota.Shifts.Index().Select(shift => ($"{Place("shifts", shift.Index)}/who", shift.Item.Who)),
        .. rota.Holidays.Index().Select(holiday => ($"{Place("holidays", holiday.Index)}/who", holiday.Item.Who)),
        .. rota.Cover.Index().Select(cover => ($"{Place("cover", cover.Index)}/who", cover.Item.Who)),
        .. rota.Fallback is { } fallback ? [("fallback", fallback)] : Array.Empty<(string, ResourceKey)>(),
    ];

    private static string Place(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}/{index}");
}
