import { Controller } from '@nestjs/common';
import { employeeSnapshot, unitSnapshot, type EmployeeSnapshot, type ServiceName, type UnitSnapshot } from '@siger/contracts';
import { OnEventBatch, OnTombstone } from '@siger/messaging';
import { transaction } from '@siger/service';
import { forgetPerson, rememberPeople, rememberUnits } from './remember.js';

/** The consumer `<service>.directory`: each service keeps its own copy under its own name. */
export const directoryConsumer = (service: ServiceName) => {
  const consumer = `${service}.directory`;

  @Controller()
  class DirectoryConsumer {
    @OnEventBatch(unitSnapshot, { consumer, max: 500 })
    units(snapshots: UnitSnapshot[]): Promise<void> {
      return rememberUnits(transaction(), snapshots);
    }

    @OnEventBatch(employeeSnapshot, { consumer, max: 500 })
    people(snapshots: EmployeeSnapshot[]): Promise<void> {
      return rememberPeople(transaction(), snapshots);
    }

    @OnTombstone('employee.snapshot', { consumer })
    forget(employeeId: string): Promise<void> {
      return forgetPerson(transaction(), employeeId);
    }
  }
  return DirectoryConsumer;
};
