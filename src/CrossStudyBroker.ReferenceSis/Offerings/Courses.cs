using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Offerings;

/// <summary>Makes offering for publishing.</summary>
public static class Courses
{
    /// <summary>Id of the course unit that belongs to a realisation.</summary>
    public static string CourseUnitOf(string realisationId) => "CU-" + realisationId;

    /// <summary>A course unit and its realisation.</summary>
    public static IReadOnlyList<OfferingItem> Make(CoursePlan plan)
    {
        var networks = plan.Networks.Select(network => new OfferingNetworkLink { Id = network, Enrollable = true }).ToList();
        var courseUnit = new OfferingItem
        {
            Id = CourseUnitOf(plan.Id),
            Kind = OfferingKind.CourseUnit,
            Networks = networks,
            Status = OfferingStatus.Active,
            Name = new() { Fi = plan.Name },
            Code = plan.Id,
            Credits = new() { Min = plan.Credits, Max = plan.Credits },
            TeachingLanguages = ["fi"],
            GuidanceFields = [5],
            GradingScale = 1,
        };
        var realisation = new OfferingItem
        {
            Id = plan.Id,
            Kind = OfferingKind.Realisation,
            Networks = networks,
            Status = OfferingStatus.Active,
            Name = new() { Fi = plan.Name },
            Credits = courseUnit.Credits,
            TeachingLanguages = ["fi"],
            CourseUnitId = courseUnit.Id,
            EnrolmentStart = plan.EnrolmentStart,
            EnrolmentEnd = plan.EnrolmentEnd,
            StartDate = plan.StartDate,
            EndDate = plan.EndDate,
        };
        return [courseUnit, realisation];
    }
}
