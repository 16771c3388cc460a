namespace Gateway.Subjects;

/// <summary>Where a name that no sentence says comes from.</summary>
internal enum NameSource
{
    /// <summary>What a file is called: its title, or the last part of its address.</summary>
    FileName,

    /// <summary>What is written into a picture about it: caption, keywords, comment.</summary>
    Caption,

    /// <summary>A picture's own list of who is to be seen in it.</summary>
    Shown,
}

/// <summary>Words beside the text that may name somebody.</summary>
internal sealed record NameClaim(string Expression, NameSource Source, string Words);
