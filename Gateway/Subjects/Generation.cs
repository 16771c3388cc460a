namespace Gateway.Subjects;

/// <summary>Whether a relationship is to a child, an adult of any age, or somebody older.</summary>
internal enum Generation
{
    Adult,
    Child,
    Elder,
}
