using System.ComponentModel;

namespace Gateway.Charts;

/// <summary>What a number of a patient's is for.</summary>
internal enum NumberKind
{
    /// <summary>The record itself: a medical record number, and whatever says nothing about itself.</summary>
    Record,

    /// <summary>Membership in an insurance.</summary>
    Member,

    /// <summary>A passport, a licence, a social security number.</summary>
    Other,
}

/// <summary>A number that a patient is known by; <c>System</c> is empty where the EHR does not say whose number it is.</summary>
[ImmutableObject(true)]
internal readonly record struct PatientNumber(NumberKind Kind, string System, string Value);
