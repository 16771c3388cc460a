using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Tests.Subjects;

/// <summary>The invented families whose charts the narrative tests are about.</summary>
internal static class Families
{
    /// <summary>Nora writes in her own chart and may act for her three children and her father.</summary>
    public static NarrativeFacts Nora { get; } = new()
    {
        GivenNames = ["Nora"],
        FamilyNames = ["Bell"],
        AgeInMonths = 38 * 12,
        Sex = Sex.Female,
        Proxied =
        [
            new(new PatientId("johnny"), ["Johnny"], "son", 6 * 12, Sex.Male),
            new(new PatientId("elizabeth"), ["Elizabeth"], "daughter", 11 * 12, Sex.Female),
            new(new PatientId("will"), ["William"], "son", 11, Sex.Male),
            new(new PatientId("george"), ["George"], "father", 71 * 12, Sex.Male),
        ],
    };

    /// <summary>Nora writes in Johnny's chart.</summary>
    public static NarrativeFacts NoraForJohnny { get; } = new()
    {
        GivenNames = ["Johnny"],
        FamilyNames = ["Bell"],
        AgeInMonths = 6 * 12,
        Sex = Sex.Male,
        SenderIsThePatient = false,
        RelationshipToSender = "son",
        Proxied = [new(new PatientId("elizabeth"), ["Elizabeth"], "daughter", 11 * 12, Sex.Female)],
    };

    /// <summary>Robert writes in his own chart and may act for his son, who is called Robert too.</summary>
    public static NarrativeFacts Robert { get; } = new()
    {
        GivenNames = ["Robert"],
        FamilyNames = ["Quill"],
        AgeInMonths = 45 * 12,
        Sex = Sex.Male,
        Proxied = [new(new PatientId("robert-jr"), ["Robert"], "son", 9 * 12, Sex.Male)],
    };

    public static string Say(NarrativeVerdict verdict) => verdict switch
    {
        NarrativeVerdict.AboutSubject => "subject",
        NarrativeVerdict.AboutSomeoneElse other => Charts(other.Relationship, other.SuggestedCharts),
        NarrativeVerdict.AboutSeveral several => "several",
        NarrativeVerdict.General => "general",
        NarrativeVerdict.Undecided => "undecided",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Charts(string relationship, System.Collections.Immutable.ImmutableArray<PatientId> charts) =>
        charts.IsEmpty ? relationship : $"{relationship} {string.Join(',', charts)}";
}
