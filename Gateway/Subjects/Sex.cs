namespace Gateway.Subjects;

/// <summary>The sex a chart or a word tells, as far as a pronoun needs it.</summary>
internal enum Sex
{
    Unknown,
    Female,
    Male,
}
