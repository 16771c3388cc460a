namespace Gateway.Subjects;

/// <summary>What a person is to the chart a message is addressed to.</summary>
internal enum PersonRole
{
    /// <summary>The chart's patient.</summary>
    Subject,

    /// <summary>A proxy who writes in the patient's chart.</summary>
    Writer,
    Other,

    /// <summary>Doctors, teachers, relatives of relatives: they act in the story and are not whom it is about.</summary>
    Bystander,
}
