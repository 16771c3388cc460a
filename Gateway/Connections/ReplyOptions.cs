using System.ComponentModel.DataAnnotations;

namespace Gateway.Connections;

/// <summary>How what clinicians write in the EHR itself is read from there.</summary>
internal sealed class ReplyOptions
{
    /// <summary>Whether it is read; when absent, from an EHR that can be asked what has changed.</summary>
    public bool? Enabled { get; set; }

    /// <summary>From one look to the next.</summary>
    [Range(0.05, 3600)]
    public double PeriodSeconds { get; set; } = 30;

    /// <summary>How far each look goes back behind what was read: the EHR may store a message later than it dates it.</summary>
    [Range(1, 86400)]
    public double OverlapSeconds { get; set; } = 60;

    /// <summary>Messages asked for at once.</summary>
    [Range(1, 1000)]
    public int PageSize { get; set; } = 100;

    /// <summary>Whether what a clinician writes to a patient of their own accord is taken in too, and not answers alone.</summary>
    public bool NewConversations { get; set; } = true;

    internal TimeSpan Period => TimeSpan.FromSeconds(PeriodSeconds);

    internal TimeSpan Overlap => TimeSpan.FromSeconds(OverlapSeconds);
}
