namespace Gateway.Subjects.Weighing;

/// <summary>How often somebody is spoken of, and how often with health right behind.</summary>
internal sealed class PersonTally
{
    public int Mentions { get; set; }

    /// <summary>"my knee", "his fever".</summary>
    public int Owns { get; set; }

    /// <summary>"she has a rash".</summary>
    public int Has { get; set; }

    /// <summary>"I think … the rash", "he says … fever".</summary>
    public int SaysHas { get; set; }
}
