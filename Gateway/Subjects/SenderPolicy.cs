using Gateway.Charts;

namespace Gateway.Subjects;

/// <summary>May this sender, signed in like this, write into this chart?</summary>
internal static class SenderPolicy
{
    private const string Sender = "Communication.sender";
    private const string Subject = "Communication.subject";

    public static Finding? Assess(StructuralFacts facts, ChartFacts chart, ProxyRules rules) =>
        AssessLaunch(facts.Writer, chart) ?? facts.SenderKey.Type switch
        {
            "Patient" or "RelatedPerson" => AssessPerson(facts, chart, rules),
            "Practitioner" or "PractitionerRole" => AssessClinician(facts),
            _ => facts.Writer.IsSystem
                ? null
                : Deny("sender-is-system", Sender, "Only a system client may send in the name of an organization, a service or a device."),
        };

    private static Finding? AssessLaunch(WriterFacts writer, ChartFacts chart) => writer switch
    {
        { IsSystem: true } => null,
        { NeedsLaunchChart: true, LaunchChart: null } =>
            Deny("launch-chart-missing", Subject, "This sign-in names no patient, so it cannot write into any chart."),
        { LaunchChart: { } launch } when launch != chart.Id =>
            Deny("launch-chart-differs", Subject, "This sign-in is for another chart. Choose the patient you write about, and sign in for that chart."),
        _ => null,
    };

    private static Finding? AssessPerson(StructuralFacts facts, ChartFacts chart, ProxyRules rules) => facts.Sender switch
    {
        Lookup<PersonFacts>.Found person => AssessPerson(facts, person.Facts, chart, rules),
        Lookup<PersonFacts>.Unavailable => new Finding(
            FindingKind.Unavailable, "sender-unknown-now", Sender, "The EHR does not answer, so the sender cannot be checked."),
        // To anybody but a system, somebody who is not there answers like somebody else: ids cannot be tried out.
        _ when facts.Writer.IsSystem || facts.SenderKey == facts.Writer.Person =>
            new Finding(FindingKind.Broken, "sender-not-found", Sender, "The sender is not known to the EHR."),
        _ => NotSignedIn,
    };

    private static Finding? AssessPerson(StructuralFacts facts, PersonFacts person, ChartFacts chart, ProxyRules rules)
    {
        if (!facts.Writer.IsSystem && !IsSignedIn(facts, person, chart))
        {
            return NotSignedIn;
        }

        // Who signs in as a related person is there for that one patient.
        if (facts.Writer is { IsSystem: false, Person: { Type: "RelatedPerson" } signedIn } && !chart.Proxies.Any(grant => grant.RelatedPerson == signedIn))
        {
            return ObjectionTo(ProxyStanding.NotRelated);
        }

        return person.OwnChart == chart.Id ? null : ObjectionTo(ProxyPolicy.StandingOf(person, chart, rules, facts.Today));
    }

    // A token without fhirUser vouches for its chart's patient, and for nobody else.
    private static bool IsSignedIn(StructuralFacts facts, PersonFacts person, ChartFacts chart) =>
        facts.Writer.Person is { } signedIn
            ? person.Identities.Contains(signedIn) || facts.SenderKey == signedIn || facts.Writer.Records.Any(record => person.Identities.Contains(record))
            : facts.Writer.LaunchChart == chart.Id && person.OwnChart == chart.Id;

    private static Finding? AssessClinician(StructuralFacts facts) => facts.Writer switch
    {
        { IsSystem: true } => null,
        var writer when writer.Person != facts.SenderKey => NotSignedIn,
        { LaunchChart: null } => Deny("launch-chart-missing", Subject, "A clinician writes from within a patient's chart: launch the app from there."),
        _ => null,
    };

    private static Finding? ObjectionTo(ProxyStanding standing) => standing switch
    {
        ProxyStanding.InForce => null,
        ProxyStanding.NotRelated => Deny("proxy-none", Sender, "The sender is not this patient, and is not registered to write for this patient."),
        ProxyStanding.NotInForce => Deny("proxy-not-in-force", Sender, "The sender's permission to write for this patient is not in force. The clinic can renew it."),
        ProxyStanding.RelationshipNotAccepted =>
            Deny("proxy-relationship", Sender, "The sender is registered for this patient in a way that does not allow writing for the patient."),
        ProxyStanding.LimitedByAge => Deny(
            "proxy-age-limit", Sender, "At this patient's age a parent no longer writes for the patient here. The patient can write, or the clinic can be called."),
        ProxyStanding.AgeUnknown => new Finding(
            FindingKind.Doubt, "proxy-age-unknown", Sender, "The chart has no birth date, so the sender's permission cannot be checked."),
    };

    private static Finding NotSignedIn => Deny("sender-not-signed-in", Sender, "The sender is not the person who signed in.");

    private static Finding Deny(string ruleId, string expression, string sentence) => new(FindingKind.NotPermitted, ruleId, expression, sentence);
}
