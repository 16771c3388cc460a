namespace Gateway.Subjects;

/// <summary>Somebody in another chart of the sender's who is called as this chart's patient is, as a son may be after his father.</summary>
/// <param name="Proxied">Who that is.</param>
/// <param name="AgeInMonths">Their age.</param>
/// <param name="PatientsAgeInMonths">The age of this chart's patient.</param>
internal readonly record struct Namesake(ProxiedPerson Proxied, int AgeInMonths, int PatientsAgeInMonths)
{
    public bool IsYounger => AgeInMonths < PatientsAgeInMonths;

    /// <summary>Whether that age is theirs and not the patient's.</summary>
    public bool IsOfAge(int ageInMonths) => Age.Agrees(ageInMonths, AgeInMonths) && !Age.Agrees(ageInMonths, PatientsAgeInMonths);
}
