using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>
/// Do token, sender, subject and everything the message refers to resolve to one patient? Always on; what cannot be
/// told is an objection too.
/// </summary>
internal static class StructuralPolicy
{
    private const string Subject = "Communication.subject";

    /// <summary>Types that never belong to a patient (R4 Patient compartment lists none of them).</summary>
    private static readonly ImmutableHashSet<string> NobodysTypes =
    [
        "ActivityDefinition", "CodeSystem", "Endpoint", "HealthcareService", "Library", "Location", "Measure", "Medication",
        "OperationDefinition", "Organization", "PlanDefinition", "Practitioner", "PractitionerRole", "Questionnaire", "StructureDefinition",
        "Substance", "ValueSet",
    ];

    /// <summary>Types that belong to a patient when they name one, and otherwise to nobody: a pool is a CareTeam without subject.</summary>
    private static readonly ImmutableHashSet<string> PerhapsNobodysTypes = ["CareTeam", "Device"];

    private static readonly ChartFacts NobodysChart = new(new PatientId(string.Empty), [], null, null, [], []);

    /// <summary>True if whose chart it is follows from the type alone.</summary>
    public static bool IsNobodys(string type) => NobodysTypes.Contains(type);

    /// <summary>Every objection to filing the message; none means that it may be filed as far as structure tells.</summary>
    public static ImmutableArray<Finding> Assess(StructuralFacts facts, ProxyRules rules)
    {
        if (facts.Chart is not Lookup<ChartFacts>.Found { Facts: var chart })
        {
            return [WithoutChart(facts, rules)];
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var sender = SenderPolicy.Assess(facts, chart, rules);
        if (sender is { Kind: FindingKind.NotPermitted or FindingKind.Broken } && !facts.Writer.IsSystem)
        {
            // Who may not write here is told so, and nothing of what the message refers to.
            return [sender];
        }

        Add(findings, sender);
        foreach (var reference in facts.References)
        {
            Add(findings, Assess(reference, facts, chart, rules));
        }

        foreach (var identity in facts.Identities)
        {
            Add(findings, IdentityPolicy.Assess(identity, chart, SendersCharts(facts, rules)));
        }

        foreach (var expression in facts.Opaque)
        {
            Add(findings, Doubt("document-unreadable", expression, "An attached document cannot be read, so whose it is cannot be told."));
        }

        return findings.DrainToImmutable();
    }

    private static Finding WithoutChart(StructuralFacts facts, ProxyRules rules)
    {
        if (facts.Chart is Lookup<ChartFacts>.Unavailable)
        {
            return new Finding(FindingKind.Unavailable, "chart-unknown-now", Subject, "The EHR does not answer, so the chart cannot be checked.");
        }

        // A chart that is not there objects to a person exactly as one that is not hers.
        return (facts.Writer.IsSystem ? null : SenderPolicy.Assess(facts, NobodysChart, rules))
            ?? new Finding(FindingKind.Broken, "chart-not-found", Subject, "The EHR has no such patient.");
    }

    private static Finding? Assess(OwnedReference reference, StructuralFacts facts, ChartFacts chart, ProxyRules rules) => reference.Claim.Role switch
    {
        // Judged before: the subject is the chart, the sender has a policy of its own.
        ClaimRole.Subject or ClaimRole.Sender => null,
        ClaimRole.Recipient => AssessRecipient(reference, facts, chart, rules),
        ClaimRole.Context => AssessContext(reference, facts, chart, rules),
        ClaimRole.Document => AssessDocument(reference, facts, chart, rules),
    };

    private static Finding? AssessRecipient(OwnedReference reference, StructuralFacts facts, ChartFacts chart, ProxyRules rules)
    {
        if (reference.Claim.Target is not ReferenceTarget.Literal { Key: var key })
        {
            return AssessContext(reference, facts, chart, rules);
        }

        var mayRead = key.Type switch
        {
            "RelatedPerson" => chart.Proxies.Any(grant =>
                grant.RelatedPerson == key && ProxyPolicy.StandingOf(grant, chart, rules, facts.Today) == ProxyStanding.InForce),
            "Group" => false,
            _ => true,
        };
        return !mayRead
            ? new Finding(FindingKind.OtherChart, "recipient-no-proxy", reference.Claim.Expression, "This recipient may not read this patient's messages.")
            : key.Type == "RelatedPerson" ? null : AssessContext(reference, facts, chart, rules);
    }

    private static Finding? AssessContext(OwnedReference reference, StructuralFacts facts, ChartFacts chart, ProxyRules rules)
    {
        var expression = reference.Claim.Expression;
        return reference.Claim.Target switch
        {
            ReferenceTarget.Contained => null,
            ReferenceTarget.Nowhere => Doubt("reference-nowhere", expression, "This reference has only a display text, so whose it is cannot be told."),
            ReferenceTarget.Foreign => Doubt("reference-foreign", expression, "This reference leads to a server the gateway does not know, so whose it is cannot be told."),
            ReferenceTarget.Urn => Doubt("reference-urn", expression, "A urn: reference means nothing outside a Bundle, so whose it is cannot be told."),
            ReferenceTarget.Malformed => new Finding(FindingKind.Broken, "reference-malformed", expression, "This is not a valid reference."),
            ReferenceTarget.Logical { Type: not null and not "Patient" } logical when !IsNobodys(logical.Type) =>
                Doubt("reference-logical", expression, "This identifier cannot be resolved, so whose it is cannot be told."),
            ReferenceTarget.Logical { Type: not null and not "Patient" } => null,
            ReferenceTarget.Logical => AssessOwner(reference, "Patient", facts, chart, rules),
            ReferenceTarget.Literal literal => AssessOwner(reference, literal.Key.Type, facts, chart, rules),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Finding? AssessOwner(OwnedReference reference, string type, StructuralFacts facts, ChartFacts chart, ProxyRules rules)
    {
        var expression = reference.Claim.Expression;
        return reference.Owner switch
        {
            _ when IsNobodys(type) => null,
            Lookup<ReferenceOwner>.Found { Facts.Charts: [] } when PerhapsNobodysTypes.Contains(type) => null,
            Lookup<ReferenceOwner>.Found { Facts.Charts: [] } => Doubt("reference-ownerless", expression, "What this refers to names no patient, so whose it is cannot be told."),
            Lookup<ReferenceOwner>.Found { Facts.Charts: var charts } when charts.All(owner => owner == chart.Id) => null,
            Lookup<ReferenceOwner>.Found { Facts.Charts: var charts } when MayKnowOf(charts, facts, rules) => new Finding(
                FindingKind.OtherChart, "reference-other-chart", expression, "This refers to something in another patient's chart.")
            { OtherCharts = [.. charts.Where(owner => owner != chart.Id)] },
            Lookup<ReferenceOwner>.NotFound when facts.Writer.IsSystem =>
                new Finding(FindingKind.Broken, "reference-not-found", expression, "What this refers to does not exist."),
            // One answer for what is in a stranger's chart and for what is nowhere.
            Lookup<ReferenceOwner>.Found or Lookup<ReferenceOwner>.NotFound =>
                new Finding(FindingKind.OtherChart, "reference-not-here", expression, "This refers to nothing in this patient's chart."),
            Lookup<ReferenceOwner>.Withheld => Doubt("reference-withheld", expression, "The EHR does not show what this refers to, so whose it is cannot be told."),
            _ => new Finding(FindingKind.Unavailable, "reference-unknown-now", expression, "The EHR does not answer, so this reference cannot be checked."),
        };
    }

    // Whether something exists may be told to those who may write where it is.
    private static bool MayKnowOf(ImmutableArray<PatientId> charts, StructuralFacts facts, ProxyRules rules) =>
        facts.Writer.IsSystem || (facts.Sender is Lookup<PersonFacts>.Found { Facts: var person } && charts.All(chart =>
            person.OwnChart == chart || person.ProxiedCharts.Any(proxied =>
                proxied.Chart.Id == chart && ProxyPolicy.StandingOf(person, proxied.Chart, rules, facts.Today) == ProxyStanding.InForce)));

    private static ImmutableArray<ChartFacts> SendersCharts(StructuralFacts facts, ProxyRules rules) =>
        facts.Sender is not Lookup<PersonFacts>.Found { Facts: var person }
            ? []
            : [.. person.ProxiedCharts.Select(proxied => proxied.Chart).Where(chart => MayKnowOf([chart.Id], facts, rules))];

    // Inside a document only what names a patient counts, and a patient described there outweighs an id that may be another server's.
    private static Finding? AssessDocument(OwnedReference reference, StructuralFacts facts, ChartFacts chart, ProxyRules rules)
    {
        var described = facts.Identities.Any(identity => identity.Expression.Contains(".data", StringComparison.Ordinal));
        return reference switch
        {
            { Claim.Target: ReferenceTarget.Literal { Key.Type: "Patient" }, Owner: Lookup<ReferenceOwner>.NotFound } when described => null,
            { Claim.Target: ReferenceTarget.Literal { Key.Type: "Patient" }, Owner: Lookup<ReferenceOwner>.NotFound } =>
                Doubt("document-patient-unknown", reference.Claim.Expression, "The attached document names a patient the EHR does not know by this id."),
            // A stranger's patient is as unknown to the sender as one that is not there.
            { Claim.Target: ReferenceTarget.Literal { Key.Type: "Patient" }, Owner: Lookup<ReferenceOwner>.Found { Facts.Charts: var charts } }
                when !charts.Contains(chart.Id) && !MayKnowOf(charts, facts, rules) =>
                Doubt("document-patient-unknown", reference.Claim.Expression, "The attached document names a patient the EHR does not know by this id."),
            { Claim.Target: ReferenceTarget.Literal { Key.Type: "Patient" } or ReferenceTarget.Logical { Type: null or "Patient" } } =>
                AssessContext(reference, facts, chart, rules),
            { Claim.Target: ReferenceTarget.Foreign or ReferenceTarget.Urn } when !described && IsOwnerPath(reference.Claim.Expression) =>
                Doubt("document-patient-unknown", reference.Claim.Expression, "The attached document names its patient in a way that cannot be resolved."),
            _ => null,
        };
    }

    /// <summary>Whether a reference says whose something is, rather than who else had to do with it.</summary>
    public static bool IsOwnerPath(string expression) =>
        expression.EndsWith(".subject", StringComparison.Ordinal) || expression.EndsWith(".patient", StringComparison.Ordinal);

    private static Finding Doubt(string ruleId, string expression, string sentence) => new(FindingKind.Doubt, ruleId, expression, sentence);

    private static void Add(ImmutableArray<Finding>.Builder findings, Finding? finding)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }
}
