namespace Sandbox.Families;

/// <summary>Somebody who is known to a patient's chart, and perhaps may act for the patient.</summary>
/// <param name="Holder">The person, who has a chart of her own.</param>
/// <param name="Patient">Whose chart it is.</param>
/// <param name="Relationship">HL7 v3 RoleCode: what the holder is to the patient, such as MTH.</param>
internal sealed record Proxy(Person Holder, Person Patient, string Relationship)
{
    public string Id => $"{Holder.ProxyName}-for-{Patient.ProxyName}";

    /// <summary>Days before seeding on which it ended; none while it lasts.</summary>
    public int? EndedDaysAgo { get; init; }
}
