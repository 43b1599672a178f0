namespace CrossStudyBroker;
