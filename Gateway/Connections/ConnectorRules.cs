using Gateway.References;

namespace Gateway.Connections;

/// <summary>What is wrong with the settings of a connector: what could not be mapped is said at the start, and not by the first message. Pure.</summary>
internal static class ConnectorRules
{
    private const string Section = $"{EhrOptions.Section}:{nameof(EhrOptions.Oracle)}";

    /// <summary>Each complaint with the setting it is about.</summary>
    public static IEnumerable<(string Setting, string Complaint)> Check(EhrOptions options)
    {
        if (options.Connector != EhrKind.Generic && AsksToChange(options.Scope))
        {
            yield return (nameof(EhrOptions.Scope), $"{EhrOptions.Section}:{nameof(EhrOptions.Scope)} asks to change Communications, which this kind of EHR does not take: ask for system/Communication.crs.");
        }

        if (options.Connector != EhrKind.Generic && options.Replies.Enabled == true)
        {
            yield return (nameof(EhrOptions.Replies), WhyNoReplies(options.Connector));
        }

        switch (options.Connector, options.Oracle)
        {
            case (EhrKind.Oracle, null):
                yield return (nameof(EhrOptions.Oracle), $"{Section} is needed with {nameof(EhrOptions.Connector)} {nameof(EhrKind.Oracle)}: Sender, DefaultRecipient and PatientMessages.");
                break;
            case (EhrKind.Oracle, { } oracle):
                foreach (var complaint in Check(oracle, options.FhirBase))
                {
                    yield return complaint;
                }

                break;
            case (_, not null):
                yield return (nameof(EhrOptions.Oracle), $"{Section} is set, and {EhrOptions.Section}:{nameof(EhrOptions.Connector)} is not {nameof(EhrKind.Oracle)}.");
                break;
        }

        foreach (var complaint in Hl7v2Rules.Check(options))
        {
            yield return complaint;
        }
    }

    private static string WhyNoReplies(EhrKind kind) =>
        $"{EhrOptions.Section}:{nameof(EhrOptions.Replies)}:{nameof(ReplyOptions.Enabled)} cannot be true with {nameof(EhrOptions.Connector)} {kind}: this kind of EHR "
        + (kind == EhrKind.Hl7v2 ? "takes documents and is looked up for people" : $"is searched {(kind == EhrKind.Epic ? "within one patient" : "by one recipient")}")
        + ", and cannot be asked what has changed. Let clinicians answer in the inbox, or let the interface engine post their answers to the gateway.";

    private static IEnumerable<(string Setting, string Complaint)> Check(OracleOptions oracle, Uri? fhirBase)
    {
        if (!Is(oracle.Sender, "Practitioner"))
        {
            yield return (nameof(OracleOptions.Sender), $"{Section}:{nameof(OracleOptions.Sender)} must be Practitioner/id.");
        }

        if (!Is(oracle.DefaultRecipient, "Practitioner", "Group"))
        {
            yield return (nameof(OracleOptions.DefaultRecipient), $"{Section}:{nameof(OracleOptions.DefaultRecipient)} must be Practitioner/id or Group/id.");
        }

        foreach (var (from, to) in oracle.Recipients)
        {
            if (!ResourceKey.TryParse(from, out _) || !Is(to, "Practitioner", "Group"))
            {
                yield return (nameof(OracleOptions.Recipients), $"{Section}:{nameof(OracleOptions.Recipients)} must lead from Type/id to Practitioner/id or Group/id.");
            }
        }

        if (oracle.PatientMessages is not { IsAbsoluteUri: true } door || fhirBase is not { IsAbsoluteUri: true } || !IsSameServer(door, fhirBase))
        {
            yield return (nameof(OracleOptions.PatientMessages), $"{Section}:{nameof(OracleOptions.PatientMessages)} must be an address on the server of {EhrOptions.Section}:{nameof(EhrOptions.FhirBase)}.");
        }
    }

    // Rights are the letters behind the dot, to the query if there is one.
    private static bool AsksToChange(string scopes) => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(scope => scope.Split('?')[0].Split('.'))
        .Any(parts => parts is [var type, var rights] && type.EndsWith("/Communication", StringComparison.Ordinal) && rights.AsSpan().ContainsAny('u', 'd'));

    private static bool Is(string? text, params string[] types) => ResourceKey.TryParse(text, out var key) && types.Contains(key.Type);

    private static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
